"""Checks of a criteria set as a whole: the tree, its sums, what the decision says of it.

Each check is a function of its own; `check_tree` is their table of contents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from cchc.core.indices import is_code, parent_code
from cchc.core.numbers import plain, total
from cchc.criteria.faults import Faults
from cchc.criteria.model import BASE, Criterion, Header

Lines = tuple[Criterion, ...]


def check_tree(
    header: Header, lines: Lines, unread: frozenset[str], faults: Faults, header_faults: Faults
) -> None:
    """Run every check of the whole; a set without sound codes is not looked at further.

    `unread` are the codes of lines whose max points could not be read: sums they take part in are
    left alone, as their own fault is named already.
    """
    if not lines:
        faults.add("SET_UNREADABLE", found="0")
        return
    if not check_codes(lines, faults):
        return
    check_order(lines, faults)
    check_names(lines, faults)
    check_sums(lines, unread, faults)
    check_total(header, lines, unread, header_faults)
    check_counts(header, lines, header_faults)
    check_domain_counts(header, lines, header_faults)
    check_split(header, lines, unread, header_faults)


def check_codes(lines: Lines, faults: Faults) -> bool:
    """Codes are well formed and each stands once."""
    seen: dict[str, int] = {}
    for line in lines:
        if not is_code(line.code):
            faults.add("SET_CODE_MALFORMED", line.line, "code", line.code, line.code)
        elif line.code in seen:
            faults.add("SET_CODE_DUPLICATE", line.line, "code", line.code, line.code, seen[line.code])
        seen.setdefault(line.code, line.line)
    return not any(each.code.startswith("SET_CODE") for each in faults.findings)


def check_order(lines: Lines, faults: Faults) -> None:
    """Every line follows its parent or its elder sibling: depth first, numbered without gaps."""
    children: Counter[str] = Counter()
    path: list[str] = []
    for line in lines:
        parent = above = parent_code(line.code)
        while above and above not in path:
            above = parent_code(above)
        due = f"{above}.{children[above] + 1}".removeprefix(".")
        if line.code != due:
            faults.add("SET_CODE_ORDER", line.line, "code", line.code, line.code, due)
        children[parent] += 1
        path = [code for code in path if line.code.startswith(code + ".")] + [line.code]


def check_names(lines: Lines, faults: Faults) -> None:
    """No two lines carry the same name."""
    seen: dict[str, str] = {}
    for line in lines:
        name = " ".join(line.name.casefold().split())
        if name in seen:
            faults.add("SET_NAME_DUPLICATE", line.line, "name", line.code, line.name, seen[name])
        seen.setdefault(name, line.code)


def check_sums(lines: Lines, unread: frozenset[str], faults: Faults) -> None:
    """The children of every line add up to it, exactly. A bonus or penalty section may offer more than
    its cap, which its own points are, and not less.
    """
    doubtful = unread | {parent_code(code) for code in unread}
    below: dict[str, list[Fraction]] = {}
    for line in lines:
        below.setdefault(parent_code(line.code), []).append(line.max_points)
    for line in lines:
        if line.code in doubtful:
            continue
        if line.code not in below:
            continue
        found_points = total(below[line.code])
        capped = line.level == 1 and line.section != BASE and found_points > line.max_points
        if found_points != line.max_points and not capped:
            found, declared = plain(found_points), plain(line.max_points)
            faults.add("SET_SUM_DIFFERS", line.line, "max_points", line.code, found, declared)


def check_total(header: Header, lines: Lines, unread: frozenset[str], faults: Faults) -> None:
    """The domains (bonus and penalty sections apart) add up to the points of the set."""
    if any(line.level == 1 and line.code in unread for line in lines):
        return
    points = total(line.max_points for line in lines if line.level == 1 and line.section == BASE)
    if points != header.expected.points:
        faults.add(
            "SET_TOTAL_DIFFERS", 0, "expected.points", "", plain(points), plain(header.expected.points)
        )


def check_counts(header: Header, lines: Lines, faults: Faults) -> None:
    """As many lines on each level as the decision says."""
    levels = Counter(line.level for line in lines)
    found = tuple(levels[level] for level in range(1, max(levels) + 1))
    if found != header.expected.counts:
        faults.add(
            "SET_COUNT_DIFFERS", 0, "expected.counts", "", _counts(found), _counts(header.expected.counts)
        )


def _counts(levels: Sequence[int]) -> str:
    return ", ".join(map(str, levels))


def check_domain_counts(header: Header, lines: Lines, faults: Faults) -> None:
    """As many lines below each domain as the decision says, where it says it."""
    counted: dict[str, Counter[int]] = {}
    for line in lines:
        counted.setdefault(line.code.partition(".")[0], Counter())[line.level] += 1
    for code, expected in header.expected.by_domain.items():
        levels = counted.get(code, Counter())
        found = tuple(levels[level] for level in range(2, 2 + len(expected)))
        if found != expected:
            key = f"expected.by_domain.{code}"
            faults.add("SET_COUNT_DIFFERS", 0, key, code, _counts(found), _counts(expected))


def check_split(header: Header, lines: Lines, unread: frozenset[str], faults: Faults) -> None:
    """As many points from each source as the decision says, bonus and penalty sections apart; not checked while a
    leaf could not be read because of its own fault.
    """
    parents = {parent_code(line.code) for line in lines}
    leaves = [line for line in lines if line.code not in parents]
    if any(line.leaf is None or line.code in unread for line in leaves):
        return
    points: dict[str, Fraction] = {}
    for line in lines:
        if line.leaf is not None and line.section == BASE:
            points[line.leaf.source] = points.get(line.leaf.source, Fraction(0)) + line.max_points
    if points != dict(header.expected.split):
        faults.add(
            "SET_SPLIT_DIFFERS", 0, "expected.split", "", _split(points), _split(header.expected.split)
        )


def _split(points: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{source} {plain(value)}" for source, value in sorted(points.items()))
