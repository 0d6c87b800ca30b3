"""The identity of an issued form: its campaign, unit, criteria set and issue.

A token is `CCHC1.<payload>.<signature>`, both in URL-safe base64. The signature is Ed25519 with the
campaign's key; the public key is contained in the form, so that a province can check forms that its
districts issued. A valid signature proves which form was issued, not who typed into it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
from dataclasses import astuple, dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from cchc.language import Words

PREFIX = "CCHC1"
TOKEN = re.compile(r"CCHC1\.[A-Za-z0-9_-]{40,2000}\.[A-Za-z0-9_-]{80,100}")

UNIT_FORM = "phieu-tu-danh-gia"
SURVEY_TEMPLATE = "mau-dieu-tra"
FIRST_APPRAISAL_FORM = "phieu-tham-dinh-1"
EXPLANATION_FORM = "phieu-giai-trinh"
SECOND_APPRAISAL_FORM = "phieu-tham-dinh-2"
BOARD_FORM = "phieu-hoi-dong"


@dataclass(frozen=True)
class SealedKind:
    """A kind of form as identities know it: the `key` sealed into its forms, what findings call it, and the part
    of a form number that names it ("": the number of a unit's own form has none).
    """

    key: str
    name: Words
    mark: str = ""


SEALED_KINDS = {
    each.key: each
    for each in (
        SealedKind(UNIT_FORM, Words("phiếu tự đánh giá", "self-scoring form")),
        SealedKind(SURVEY_TEMPLATE, Words("mẫu điều tra", "survey template")),
        SealedKind(FIRST_APPRAISAL_FORM, Words("phiếu thẩm định lần 1", "first appraisal form"), "TD1"),
        SealedKind(EXPLANATION_FORM, Words("phiếu giải trình", "explanation form"), "GT"),
        SealedKind(SECOND_APPRAISAL_FORM, Words("phiếu thẩm định lần 2", "second appraisal form"), "TD2"),
        SealedKind(BOARD_FORM, Words("phiếu Hội đồng", "board form"), "HD"),
    )
}
"""Every kind that carries an identity, by its key. What its workbook is: `workbook_templates/forms/table.py`."""

FINGERPRINT_DIGITS = 32


class BadToken(ValueError):
    """Not a token of this program, or one with an invalid signature."""


@dataclass(frozen=True)
class Identity:
    """The identity of a form. `fingerprint` is the criteria set's, cut to 32 digits; `issue` counts from 1.
    On appraisal forms `unit` names the party that fills them in: authority/unit type/agency. The token
    contains the fields as a list, in this order.
    """

    campaign: str
    unit: str
    criteria_set: str
    version: str
    fingerprint: str
    kind: str
    issue: int

    @property
    def form_number(self) -> str:
        """The number printed on the form, for people: HON-QUAN-2023/25327/1."""
        mark = SEALED_KINDS[self.kind].mark if self.kind in SEALED_KINDS else ""
        parts = (self.campaign, self.unit, *([mark] if mark else []), str(self.issue))
        return "/".join(part.strip("/") for part in parts)


class Sealer:
    """Signs identities with a campaign's private key (32 bytes)."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self._public_key = _encode(self._key.public_key().public_bytes_raw())

    def __reduce__(self) -> tuple[type[Sealer], tuple[bytes]]:
        return Sealer, (self._seed,)

    @property
    def public_key(self) -> str:
        return self._public_key

    def seal(self, identity: Identity) -> str:
        """The token of an identity; the same identity always gives the same token."""
        payload = json.dumps(astuple(identity), separators=(",", ":")).encode()
        return f"{PREFIX}.{_encode(payload)}.{_encode(self._key.sign(payload))}"

    def texts(self, identity: Identity) -> dict[str, str]:
        """The texts of an identity that a form prints, by the names of slots."""
        return {
            "token": self.seal(identity),
            "public_key": self._public_key,
            "form_number": identity.form_number,
        }

    def derive(self, purpose: str, size: int = 16) -> bytes:
        """Bytes derived from the campaign's key and a purpose, always the same. Salts and the sheet
        password use them, so that issuing twice gives the same files.
        """
        return hmac.new(self._seed, purpose.encode(), hashlib.sha512).digest()[:size]


def read_token(token: str) -> Identity:
    """The identity in a token; the signature is not checked. Raises BadToken."""
    try:
        prefix, payload, _ = token.split(".")
        campaign, unit, criteria_set, version, fingerprint, kind, issue = json.loads(_decode(payload))
    except (ValueError, TypeError, binascii.Error) as error:
        raise BadToken(token) from error
    texts = (campaign, unit, criteria_set, version, fingerprint, kind)
    if prefix != PREFIX or type(issue) is not int or not all(isinstance(text, str) for text in texts):
        raise BadToken(token)
    return Identity(*texts, issue)


def verify(token: str, public_key: str) -> Identity:
    """The identity in a token whose signature is valid for a public key. Raises BadToken."""
    identity = read_token(token)
    _, payload, signature = token.split(".")
    try:
        key = Ed25519PublicKey.from_public_bytes(_decode(public_key))
        key.verify(_decode(signature), _decode(payload))
    except (InvalidSignature, ValueError) as error:
        raise BadToken(token) from error
    return identity


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
