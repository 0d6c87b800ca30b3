"""The functions of the add-in as xlwings sees them. They only pass their arguments to the core.

Arguments arrive as rows of cells, one call for a whole range. No function writes to cells, so all of them
work on protected sheets.
"""

from __future__ import annotations

from xl_addin.declared import Rows, answer, sheet_function


@sheet_function
def CCHC_INDEX(scores: object, max_points: object) -> Rows:
    return answer("INDEX", scores, max_points)


@sheet_function
def CCHC_COMPONENTS(codes: object, scores: object, max_points: object, wanted: object) -> Rows:
    return answer("COMPONENTS", codes, scores, max_points, wanted)


@sheet_function
def CCHC_WHATIF(
    codes: object, scores: object, max_points: object, changed: object, new_scores: object
) -> Rows:
    return answer("WHATIF", codes, scores, max_points, changed, new_scores)


@sheet_function
def CCHC_SCORE(
    rules: object,
    max_points: object,
    choice: object,
    done: object,
    total: object,
    entered: object,
    not_applicable: object,
) -> Rows:
    return answer("SCORE", rules, max_points, choice, done, total, entered, not_applicable)


@sheet_function
def CCHC_CHECK(
    rules: object,
    max_points: object,
    choice: object,
    done: object,
    total: object,
    entered: object,
    not_applicable: object,
) -> Rows:
    return answer("CHECK", rules, max_points, choice, done, total, entered, not_applicable)


@sheet_function
def CCHC_CLASS(indices: object, class_names: object, class_from: object, decimals: object) -> Rows:
    return answer("CLASS", indices, class_names, class_from, decimals)


@sheet_function
def CCHC_RANK(
    indices: object,
    blocks: object,
    special: object,
    decimals: object,
    compare_on: object,
    numbering: object,
) -> Rows:
    return answer("RANK", indices, blocks, special, decimals, compare_on, numbering)


@sheet_function
def CCHC_CLASSGAP(
    points: object,
    possible: object,
    wanted: object,
    class_names: object,
    class_from: object,
    decimals: object,
) -> Rows:
    return answer("CLASSGAP", points, possible, wanted, class_names, class_from, decimals)


@sheet_function
def CCHC_CLASSADVICE(
    points: object, possible: object, class_names: object, class_from: object, decimals: object
) -> Rows:
    return answer("CLASSADVICE", points, possible, class_names, class_from, decimals)


@sheet_function
def CCHC_RANKGAP(
    points: object,
    possible: object,
    blocks: object,
    special: object,
    wanted: object,
    decimals: object,
    compare_on: object,
    numbering: object,
) -> Rows:
    return answer("RANKGAP", points, possible, blocks, special, wanted, decimals, compare_on, numbering)


@sheet_function
def CCHC_RANKADVICE(
    points: object,
    possible: object,
    blocks: object,
    special: object,
    wanted: object,
    decimals: object,
    compare_on: object,
    numbering: object,
) -> Rows:
    return answer("RANKADVICE", points, possible, blocks, special, wanted, decimals, compare_on, numbering)
