"""Collects the content of the ranking workbook, with the sources of its figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from cchc import __version__
from cchc.appraisal.record import ENTRIES_FILE, AppraisalRecord
from cchc.criteria.sources import ALL, BY_KEY, SURVEY_SOURCES
from cchc.results.consolidation import Consolidation
from cchc.survey.record import record_file
from generator.ranking.model import Origin, RankingContent, counted, rules_text, stand_in_texts
from workbook_templates.ranking import texts


def ranking_content(done: Consolidation, today: date) -> RankingContent:
    """The content of the ranking workbook of a consolidation."""
    return RankingContent(done.results, done.receipts, done.findings, list(_made_from(done, today)))


def _made_from(done: Consolidation, today: date) -> Iterator[Origin]:
    """The lines of the provenance sheet: campaign, settings, criteria sets, tool, input files."""
    campaign, results, folder = done.opened.campaign, done.results, done.opened.folder
    provisional = "; ".join(words.written() for words in results.provisional)
    sources = "; ".join(source.name.written() for source in ALL if source.key in results.sources)
    groups = {
        texts.GROUP_CAMPAIGN: {
            "campaign": f"{campaign.id} – {campaign.title}",
            "year": str(campaign.year),
            "day": today.strftime("%d/%m/%Y"),
            "units": str(len(campaign.units)),
            "files": _files(done),
            "findings": str(len(done.findings)),
        },
        texts.GROUP_SETTINGS: {
            "sources": sources,
            "provisional": provisional or texts.FINAL.written(),
            "compare": rules_text(campaign),
        },
        texts.GROUP_TOOL: {"tool": f"cchc {__version__}"},
    }
    for group, pairs in groups.items():
        for label, value in pairs.items():
            yield Origin(group.written(), texts.MADE_FROM_LABELS[label].written(), value)
        if group is texts.GROUP_SETTINGS:
            for text in stand_in_texts(results, results.units):
                yield Origin(group.written(), texts.MADE_FROM_LABELS["stands_in"].written(), text)
    names = {each.code: each.name for each in campaign.unit_types}
    for unit_type, criteria in done.opened.criteria.items():
        header = criteria.header
        what = f"{header.title}; {header.decision}; {header.id} {header.version}"
        name = texts.MADE_FROM_LABELS["set"].written(unit_type=names[unit_type])
        yield Origin(texts.GROUP_SETS.written(), name, what, criteria.fingerprint)
    inputs = texts.GROUP_INPUT.written()
    control = folder.control_workbook
    digest = hashlib.sha256(control.read_bytes()).hexdigest()
    yield Origin(inputs, control.name, texts.MADE_FROM_LABELS["control"].written(), digest)
    yield from _appraisal_record(done)
    yield from _survey_records(done)
    for receipt in done.receipts:
        yield Origin(inputs, receipt.file, texts.VERDICTS[receipt.verdict].written(), receipt.sha256)


def _appraisal_record(done: Consolidation) -> Iterator[Origin]:
    """The record of the appraisers' results, if an appraisal form has been returned."""
    folder = done.opened.folder
    file = folder.appraisal_record / ENTRIES_FILE
    if file.exists():
        count = len(AppraisalRecord(folder.appraisal_record).read_entries())
        what = texts.MADE_FROM_LABELS["appraisal"].written(count=count)
        name = file.relative_to(folder.root).as_posix()
        yield Origin(texts.GROUP_INPUT.written(), name, what, hashlib.sha256(file.read_bytes()).hexdigest())


def _survey_records(done: Consolidation) -> Iterator[Origin]:
    """The records of surveys that were read, of this year and of the last."""
    campaign, folder = done.opened.campaign, done.opened.folder
    for year in (campaign.year, campaign.year - 1):
        for source in sorted(SURVEY_SOURCES):
            file = record_file(folder.surveys, source, year)
            if file.exists():
                what = texts.SURVEY_RECORD.written(source=BY_KEY[source].name.written(), year=year)
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                yield Origin(
                    texts.GROUP_INPUT.written(), f"{folder.surveys.name}/{file.name}", what, digest
                )


def _files(done: Consolidation) -> str:
    return f"{len(done.receipts)} ({counted(texts.VERDICTS, done.verdicts)})"
