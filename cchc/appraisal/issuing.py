"""The forms of a round that are due and not issued yet, with the names of their files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from cchc.appraisal.due import due_rows
from cchc.appraisal.model import IssuedForm, Party, Row
from cchc.appraisal.parties import name_of
from cchc.appraisal.record import name_mark
from cchc.appraisal.rounds import BY_KEY, Round
from cchc.appraisal.state import Appraisal
from cchc.campaign.opened import OpenCampaign
from cchc.files import slug
from cchc.returns.scorebook import UnitScores


def new_forms(appraisal: Appraisal, round_: Round, books: Iterable[UnitScores]) -> list[IssuedForm]:
    """The forms of a round that are due, one for each party. Nothing is written here."""
    campaign = appraisal.opened.campaign
    due = due_rows(round_, appraisal.cases(books), campaign)
    taken = {form.file.casefold() for form in appraisal.forms}
    forms = []
    for party, rows in due.items():
        form = _form(appraisal, round_, party, rows)
        form = replace(form, file=_file(appraisal.opened, form, taken))
        taken.add(form.file.casefold())
        forms.append(form)
    return forms


def _form(appraisal: Appraisal, round_: Round, party: Party, rows: list[Row]) -> IssuedForm:
    """A new form, still without its file name."""
    opened = appraisal.opened
    campaign, header = opened.campaign, opened.criteria[party.unit_type].header
    earlier = [form.issue for form in appraisal.forms if (form.round, form.party) == (round_.key, party)]
    authority = campaign.authority_by_code[party.authority]
    units = dict.fromkeys(row.unit for row in rows)
    form = IssuedForm(
        campaign=campaign.id,
        round=round_.key,
        party=party,
        issue=max(earlier, default=0) + 1,
        criteria_set=header.id,
        version=header.version,
        fingerprint=opened.criteria[party.unit_type].fingerprint,
        file="",
        rows=tuple(rows),
        texts={
            "authority": authority.name,
            "party": name_of(campaign, party).written() if party.who else authority.name,
            "office": authority.office,
            "title": campaign.title,
            "year": str(campaign.year),
        },
        units={code: campaign.unit_by_code[code].name for code in units},
    )
    number = form.identity(round_.kind).form_number
    return replace(form, texts={**form.texts, "form_number": number})


def _file(opened: OpenCampaign, form: IssuedForm, taken: Collection[str]) -> str:
    """The path of a new form: a folder for round and authority, a name of unit type, party and issue. A
    name that another recorded form has, or that already exists on the disk, is not used.
    """
    round_, party = BY_KEY[form.round], form.party
    name = "-".join(slug(part) for part in (party.unit_type, party.who or round_.folder, str(form.issue)))
    folder = opened.folder.appraisal_issued / round_.folder / slug(party.authority)
    for stem in (name, f"{name}-{name_mark(form)}"):
        path = folder / f"{stem}.xlsx"
        file = path.relative_to(opened.folder.root).as_posix()
        if file.casefold() not in taken and not path.exists():
            break
    return file
