"""Native formulas with the same results as sheet functions, for those functions that have one.

They are the fall-back in cells that call an add-in, `=IFERROR(CCHC_INDEX(…),native)`, so that a sheet is
right on a computer without the add-in. Where the function gives an error, the formula gives an error, too,
possibly another one. Only functions that Excel 2013 and LibreOffice 7.4 share are used; ranges are given
as addresses.
"""

from __future__ import annotations

from fractions import Fraction

from cchc.core.expressions import Expression
from cchc.core.numbers import TAIL_PLACES
from cchc.core.ranking import DISPLAYED
from cchc.core.rules.base import Rule
from cchc.criteria.scoring import self_score_tree
from workbook_templates.checks import message_tree
from workbook_templates.formulas import Address, as_formula, text_literal
from workbook_templates.words.checks import MESSAGES


def index(scores: str, max_points: str) -> str:
    """CCHC_INDEX of two ranges of the same shape."""
    faults = "+".join(
        (
            _count(f"NOT(ISNUMBER({scores}))", f'{scores}<>""'),
            _count(f"NOT(ISNUMBER({max_points}))", f'{max_points}<>""'),
            _count(f"ISNUMBER({scores})", f"NOT(ISNUMBER({max_points}))"),
            _count(f"ISNUMBER({scores})", f"(({scores}<0)+({scores}>{max_points})>0)"),
            _count(f"ISNUMBER({max_points})", f"{max_points}<0"),
        )
    )
    ratio = f"ROUND(100*SUM({scores})/SUM({max_points}),{TAIL_PLACES})"
    worth = f'IF(OR(COUNT({scores})=0,SUM({max_points})=0),"",{ratio})'
    return _without_errors((scores, max_points), f"IF({faults}>0,NA(),{worth})")


def component(codes: str, scores: str, max_points: str, wanted: str) -> str:
    """One cell of CCHC_COMPONENTS, for ranges that contain leaves only, with valid figures."""
    below = f'LEFT({codes}&".",LEN({wanted})+1)={wanted}&"."'
    there = _count(below)
    scored = _count(below, f"ISNUMBER({scores})")
    points = f"SUMPRODUCT(--({below}),{scores})"
    possible = f"SUMPRODUCT(--({below}),{max_points})"
    ratio = f"ROUND(100*{points}/{possible},{TAIL_PLACES})"
    worth = f'IF({scored}=0,"",IF({possible}=0,"",{ratio}))'
    worth = f'IF({wanted}="","",IF({there}=0,NA(),{worth}))'
    return _without_errors((codes, scores, max_points, wanted), worth)


def class_of(index_cell: str, names: str, lowest: str, decimals: int) -> str:
    """One cell of CCHC_CLASS; the list of classes has no blanks. Limits that are not percentages (0.9, as 90% is
    stored) give an error, as in CCHC_CLASS.
    """
    shown = f"ROUND({index_cell},{decimals})"
    reached = f"{lowest}<={shown}"
    highest = f"SUMPRODUCT(MAX(({reached})*{lowest}))"
    worth = f'IF({_count(reached)}=0,"",INDEX({names},MATCH({highest},{lowest},0)))'
    worth = f"IF({index_cell}<0,NA(),{worth})"
    worth = f'IF(ISNUMBER({index_cell}),{worth},IF({index_cell}="","",NA()))'
    strange = f"{_count(f'(({lowest}<0)+({lowest}>0)*({lowest}<1)+({lowest}>100)>0)')}>0"
    return f"IF(OR({strange},MAX({lowest})=1),NA(),{worth})"


def rank(row: tuple[str, str, str], columns: tuple[str, str, str], decimals: int, compare_on: str) -> str:
    """One cell of CCHC_RANK numbered 1,1,3. `row` and `columns` are index, block and special mark, of
    the unit and of all units; indices are numbers or blank, marks are "x" or blank.
    """
    (index_cell, block, special), (indices, blocks, specials) = row, columns
    higher = f"{indices}>{index_cell}"
    if compare_on == DISPLAYED:
        # The next displayed figure begins half a unit of the last digit above the displayed index. The indices
        # may contain empty texts, which cannot be rounded but can be compared; ISNUMBER excludes them.
        half = f"0.5/10^{decimals}"
        higher = f"{indices}>=ROUND({index_cell},{decimals})+{half}-1E-10"
    above = _count(f"{blocks}={block}", f'{specials}=""', f"ISNUMBER({indices})", higher)
    worth = f'IF(ISNUMBER({index_cell}),IF({special}="",1+{above},""),"")'
    return _without_errors(columns, worth)


def score(rule: Rule, max_points: Fraction, not_applicable: str, address: Address, inputs: str) -> str:
    """One cell of CCHC_SCORE; `inputs` is the range of the row's figures."""
    tree = self_score_tree(rule, max_points, not_applicable)
    return _without_errors((inputs,), _body(tree, address))


def check(rule: Rule, max_points: Fraction, not_applicable: str, address: Address, inputs: str) -> str:
    """One cell of CCHC_CHECK. `address` also knows `self`, a cell with the row's score."""
    message = _body(message_tree(rule, max_points, not_applicable), address)
    quiet = ",".join(f"{message}={text_literal(each)}" for each in (MESSAGES.sound, MESSAGES.not_arisen))
    return _without_errors((inputs,), f'IF(OR({quiet}),"",{message})')


def _body(tree: Expression, address: Address) -> str:
    return as_formula(tree, address)[1:]


def _count(*conditions: str) -> str:
    """How many rows meet all conditions."""
    return f"SUMPRODUCT({','.join(f'--({each})' for each in conditions)})"


def _without_errors(ranges: tuple[str, ...], worth: str) -> str:
    """`worth`, or an error where any cell of these ranges is an error: an error never counts as a blank."""
    errors = "+".join(_count(f"ISERROR({each})") for each in ranges)
    return f"IF({errors}>0,NA(),{worth})"
