"""Issues a form of any kind as a finished package: empty, or with values in it (demo, carry-over, reply kit)."""

from __future__ import annotations

from collections.abc import Mapping

from cchc.identity import Sealer
from generator.lock import Lock, campaign_lock, lock_part
from generator.marks import Marks
from generator.package import edited, growing_rows
from generator.render import FormContent, Typed, render
from workbook_templates.forms.kind import FormKind, Record


def issue(
    kind: FormKind[Record], record: Record, sealer: Sealer, values: Mapping[str, Typed] | None = None
) -> bytes:
    """A sealed and locked form; the same input gives the same bytes. `values` are typed inputs by name, as the
    kind's plan names its input cells (`1.2.3:done` on a unit's form, `1.2.3@25327:score` on one of the appraisal).

    Formulas carry the results our own arithmetic gives for them, so the form is right before any program has
    opened it. Raises RenderError where a text goes beyond Excel's limits.
    """
    return written(kind, record, kind.sealed_texts(record, sealer), campaign_lock(sealer), values)


def written(
    kind: FormKind[Record],
    record: Record,
    texts: Mapping[str, str],
    lock: Lock,
    values: Mapping[str, Typed] | None = None,
) -> bytes:
    """A form with these texts, as XlsxWriter writes it."""
    marks = Marks(texts.get("token", ""), kind.title(record, texts), kind.created(record))
    content = FormContent(lambda template: template.format(**texts), values or {}, marks)
    package = render(kind.plan(record), content)
    return edited(package, lambda name, part: lock_part(lock, name, growing_rows(name, part)))
