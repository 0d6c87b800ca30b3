"""The sheets of an appraisal form: one per domain (one in all for a unit's explanation), and the instructions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cchc.appraisal.model import IssuedForm, Row
from cchc.appraisal.rounds import BOARD, EXPLANATION, SECOND
from cchc.core import roles
from cchc.core.expressions import CountOf, Joined, Text
from cchc.criteria.model import BASE, BONUS, PENALTY, CriteriaSet, Criterion
from workbook_templates.appraisal_form.table import (
    Table,
    explanation_cells,
    heading_cells,
    heading_text,
    unit_cells,
)
from workbook_templates.appraisal_form.texts import TEXTS
from workbook_templates.appraisal_form.trees import QUIET
from workbook_templates.cell_plan import (
    Computed,
    Fixed,
    Frame,
    Highlight,
    Paper,
    PlanCell,
    column_letters,
    row_key,
)
from workbook_templates.row_heights import row_heights, text_height
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.words.sentences import section_sentence

TITLE_ROW, DOMAIN_ROW, PARTY_ROW, PROGRESS_ROW, HEADING_ROW = range(5)
FIRST_ROW = HEADING_ROW + 1
GUIDE = "Hướng dẫn"
EXPLANATION_SHEET = "Giải trình"
_KINDS = {BASE: "Lĩnh vực", BONUS: "Điểm thưởng", PENALTY: "Điểm trừ"}
FOOTER = "&L{form_number}&CTrang &P/&N&R{party_name}"
_LOWEST_ROW = 20.0


def form_title(form: IssuedForm, criteria: CriteriaSet) -> str:
    """The title of a form, with the year judged. Records of earlier versions hold no year: the year of the
    criteria set is printed then.
    """
    year = form.texts.get("year") or criteria.header.year
    return TEXTS[form.round].title.format(year=year)


def domain_name(domain: Criterion) -> str:
    """The name of a domain's sheet."""
    return f"{_KINDS[domain.section]} {domain.code}"


def table_sheets(table: Table) -> tuple[SheetPlan, ...]:
    """The sheets that people fill in."""
    if table.round is EXPLANATION:
        return (_sheet(table, EXPLANATION_SHEET, "", table.form.rows),)
    sheets = []
    for domain in table.criteria.domains:
        rows = [row for row in table.form.rows if row.code.split(".")[0] == domain.code]
        if rows:
            title = f"{domain_name(domain)}: {domain.name}"
            sentence = section_sentence(domain)
            title = f"{title}. {sentence}" if sentence else title
            sheets.append(_sheet(table, domain_name(domain), title, rows))
    return tuple(sheets)


def _sheet(table: Table, name: str, title: str, rows: Sequence[Row]) -> SheetPlan:
    columns = table.columns
    placed = list(_placed(table, rows))
    cells = (*_head(table, title, rows), *_headings(table), *(cell for _, each in placed for cell in each))
    last = FIRST_ROW + len(placed) - 1
    places = columns.places
    return SheetPlan(
        name=name,
        cells=cells,
        widths=columns.widths,
        heights={**_head_heights(), **_heights(table, placed, cells)},
        hidden_columns=columns.hidden,
        freeze=(FIRST_ROW, places["name"] + 1),
        paper=Paper(
            landscape=True,
            repeat_rows=(HEADING_ROW, HEADING_ROW),
            area=(0, 0, last, columns.last_printed),
            footer=FOOTER,
            wide=table.round in (SECOND, BOARD),
        ),
        highlights=_highlights(table, last),
        zoom=90,
        frame=Frame(
            heading_row=HEADING_ROW,
            headings=columns.headings,
            key_column=places["code"],
            name_column=places["name"],
            telling=columns.all[columns.last_visible].heading,
        ),
        filtered=(HEADING_ROW, 0, last, columns.last_visible),
    )


def _placed(table: Table, rows: Sequence[Row]) -> Iterator[tuple[str, list[PlanCell]]]:
    """Every row of the table as (code, cells): the code of the leaf whose heading it is, "" for a unit's row."""
    at = FIRST_ROW
    if table.round is EXPLANATION:
        for row in rows:
            yield "", list(explanation_cells(table, row, at))
            at += 1
        return
    for code, block in groupby(_in_order(table, rows), key=lambda row: row.code):
        yield code, list(heading_cells(table, table.criteria.leaf_by_code[code], at))
        at += 1
        for row in block:
            yield "", list(unit_cells(table, row, at))
            at += 1


def _in_order(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The rows in the order of the criteria set's leaves; within a leaf, units keep their order."""
    order = {code: place for place, code in enumerate(table.criteria.codes)}
    return sorted(rows, key=lambda row: order[row.code])


def _head(table: Table, title: str, rows: Sequence[Row]) -> Iterator[PlanCell]:
    texts, last = TEXTS[table.form.round], table.columns.last_printed
    party = texts.party.format(party=table.form.texts["party"])
    lines = (
        (TITLE_ROW, form_title(table.form, table.criteria), "report_title"),
        (DOMAIN_ROW, title or table.form.texts["title"], "result_heading"),
        (PARTY_ROW, f"{party}. {table.form.texts['title']}" if title else party, "report_note"),
    )
    for row, text, style in lines:
        yield PlanCell(row, 0, Fixed(text), style, last=(row, last))
    if table.round.scores:
        names = tuple(f"{row_key(row.code, row.unit)}:{roles.ENTERED}" for row in _in_order(table, rows))
        done = "Đã quyết định " if table.round is BOARD else "Đã thẩm định "
        tree = Joined((Text(done), CountOf(names), Text(f"/{len(rows)} dòng")))
        yield PlanCell(PROGRESS_ROW, 0, Computed(tree), "progress", "progress", last=(PROGRESS_ROW, last))


def _headings(table: Table) -> Iterator[PlanCell]:
    for place, column in enumerate(table.columns.all):
        style = "working" if column.hidden else "table_heading"
        yield PlanCell(HEADING_ROW, place, Fixed(column.heading), style, roles.HEADING, column.role)


def _head_heights() -> dict[int, float]:
    return {TITLE_ROW: 24.0, DOMAIN_ROW: 20.0, PARTY_ROW: 18.0, PROGRESS_ROW: 18.0, HEADING_ROW: 46.0}


def _heights(
    table: Table, placed: list[tuple[str, list[PlanCell]]], cells: Sequence[PlanCell]
) -> dict[int, float]:
    widths, columns = table.columns.widths, table.columns
    rows = range(FIRST_ROW, FIRST_ROW + len(placed))
    heights = {row: max(_LOWEST_ROW, height) for row, height in row_heights(cells, widths, rows).items()}
    visible = range(columns.places["name"], columns.last_printed + 1)
    across = sum(widths[place] for place in visible)
    for row, (code, _) in zip(rows, placed, strict=True):
        if code:
            parts = heading_text(table.criteria, table.criteria.leaf_by_code[code]).parts
            heights[row] = sum(text_height(style, text.strip("\n"), across) for style, text in parts)
    return heights


def _highlights(table: Table, last: int) -> tuple[Highlight, ...]:
    """Conditional formats: red where something must be corrected; the text in "Kiểm tra" says what."""
    places = table.columns.places
    if roles.CHECK not in places:
        return ()
    check = f"${column_letters(places['check'])}{FIRST_ROW + 1}"
    alert = "=AND(" + ",".join(f'{check}<>"{message}"' for message in ("", *QUIET)) + ")"
    return (
        Highlight((FIRST_ROW, places[roles.CHECK], last, places[roles.CHECK]), alert, "alert_text"),
        Highlight((FIRST_ROW, places[roles.AGREE], last, places[roles.REMARK]), alert, "alert_cell"),
    )


def guide_sheet(form: IssuedForm, criteria: CriteriaSet) -> SheetPlan:
    """The instructions: how to fill in the form, what it contains, who signs."""
    texts = TEXTS[form.round]
    width = 150.0
    fill = {"office": form.texts["office"], "form_number": form.texts["form_number"]}
    lines = [(form_title(form, criteria), "guide_title")]
    lines.append((texts.party.format(party=form.texts["party"]), "guide_step"))
    lines += [
        (f"{number}. {step.format(**fill)}", "guide_step")
        for number, step in enumerate(texts.steps, start=1)
    ]
    lines.append((f"Phiếu có {len(form.rows)} dòng của {len(form.units)} đơn vị.", "guide_step"))
    lines += [("", "guide_step"), *((each, "signature_left") for each in texts.signatures)]
    cells = [PlanCell(row, 0, Fixed(text), style) for row, (text, style) in enumerate(lines) if text]
    heights = {row: text_height(style, text or "0", width) + 4 for row, (text, style) in enumerate(lines)}
    gap = 60.0  # room to sign
    heights |= {len(lines) - 1: gap, len(lines) - 2: gap}
    return SheetPlan(GUIDE, tuple(cells), {0: width}, heights, paper=Paper(landscape=True, footer=FOOTER))
