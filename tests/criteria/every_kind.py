"""A criteria set with one leaf for every example of a rule, made from the table of examples."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from cchc.core.numbers import ZERO, plain
from cchc.criteria.sources import ALL
from tests.support.rule_kinds import rule_of
from workbook_templates.words.rules.table import EXAMPLES

from .small_set import HEADER, TABLE, Declaration


def every_kind() -> Declaration:
    """A domain with all examples. What a rule asks for and its source follow from the rule."""
    columns = TABLE.splitlines()[0].split(",")
    points: dict[str, Fraction] = {}
    rows = []
    for number, example in enumerate(EXAMPLES, start=1):
        rule = rule_of(example)
        source = next(each for each in ALL if each.takes(rule))
        points[source.key] = points.get(source.key, ZERO) + Fraction(example.points)
        cells = {"code": f"1.{number}", "name": example.name, "max_points": example.points}
        cells |= {"source": source.key, "rule": example.notation, "unit": example.unit, "agency": "PNV"}
        cells |= {f"measure_{figure}": "Số" for figure in rule.figures if figure != "score"}
        cells["evidence"] = "Văn bản" if source.by_unit else ""
        rows.append(cells)
    total = plain(sum((Fraction(each.points) for each in EXAMPLES), ZERO), ".")
    rows.insert(0, {"code": "1", "name": "Mọi quy tắc", "max_points": total})
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    before, _, rest = HEADER.partition("[expected]")
    split = "".join(f'{source} = "{plain(each, ".")}"\n' for source, each in points.items())
    expected = (
        f'[expected]\ncounts = [1, {len(EXAMPLES)}]\npoints = "{total}"\n\n[expected.split]\n{split}\n'
    )
    header = before + expected + "[agencies]" + rest.partition("[agencies]")[2]
    return Declaration(header.encode(), table.getvalue().encode())
