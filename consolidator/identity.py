"""Finds the identity of a returned form in the places where programs keep it, and verifies it."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass

from cchc.campaign.folder import Issued
from cchc.campaign.model import Campaign
from cchc.findings.finding import finding
from cchc.identity import (
    FINGERPRINT_DIGITS,
    TOKEN,
    BadToken,
    Identity,
    read_token,
    verify,
)
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import ExactWorkbook

_JOINTS = re.compile(r'"\s*&\s*"|^="?|"$')


@dataclass(frozen=True)
class Expectations:
    """What the forms of a campaign must match: the campaign, its public key, and the last issue of each unit's form
    (number, criteria set, version, fingerprint).
    """

    campaign: Campaign
    public_key: str
    issued: dict[str, Issued]


def find_token(workbook: ExactWorkbook) -> str:
    """The token in a workbook. Raises Refused if there is none, or if several differ."""
    found = sorted(set(_tokens(workbook)))
    if not found:
        raise Refused(finding("FORM_NOT_OURS"))
    if len(found) > 1:
        raise Refused(finding("FORM_IDENTITIES_DIFFER", " ≠ ".join(map(_described, found))))
    return found[0]


def check_identity(identity: Identity, expected: Expectations) -> None:
    """Raise Refused where a unit's form is not the one that counts now: of another unit or criteria set, too old,
    too new.
    """
    if identity.unit not in expected.campaign.unit_by_code or identity.unit not in expected.issued:
        raise Refused(finding("UNIT_UNKNOWN", identity.unit))
    issued = expected.issued[identity.unit]
    if identity.issue < issued.issue:
        raise Refused(finding("FORM_STALE", identity.issue, issued.issue))
    if identity.issue > issued.issue:
        raise Refused(finding("FORM_FUTURE", identity.issue, issued.issue))
    if identity.fingerprint != issued.fingerprint[:FINGERPRINT_DIGITS]:
        ours = f"{issued.criteria_set} {issued.version}"
        theirs = f"{identity.criteria_set} {identity.version}"
        raise Refused(finding("FORM_OTHER_SET", theirs, ours))


def own_identity(token: str, campaign: Campaign, public_key: str) -> Identity:
    """The identity of a token that this campaign sealed, for any kind of form.

    Raises Refused: forged, or of another campaign.
    """
    identity = carried_identity(token)
    if identity is None:
        raise Refused(finding("FORM_FORGED"))
    if identity.campaign != campaign.id:
        raise Refused(finding("FORM_OTHER_CAMPAIGN", identity.campaign, campaign.id))
    try:
        verify(token, public_key)
    except BadToken as error:
        raise Refused(finding("FORM_FORGED")) from error
    return identity


def _tokens(workbook: ExactWorkbook) -> list[str]:
    """Every token in cells, defined names, keywords and custom properties."""
    texts = list(workbook.texts)
    texts += [_JOINTS.sub("", text) for text in workbook.defined_names.values()]
    custom: dict[str, str] = {}
    for name, text in workbook.property_texts():
        if name == "keywords":
            texts.append(text)
        elif name.startswith("CCHC "):
            custom[name] = text
    texts.append("".join(custom[name] for name in sorted(custom)))
    return [match for text in texts if "CCHC1." in text for match in TOKEN.findall(text)]


def carried_identity(token: str) -> Identity | None:
    """The identity in a token, without a check of its signature; None if it cannot be decoded."""
    try:
        identity = read_token(token)
        "".join(map(str, astuple(identity))).encode()
    except (BadToken, RecursionError, UnicodeError):  # nested too deeply; lone surrogates
        return None
    return identity


def _described(token: str) -> str:
    identity = carried_identity(token)
    return identity.form_number if identity else "?"
