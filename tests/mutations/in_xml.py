"""Mutations of the XML in a filled form: what odd writers and rough hands make of its parts."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

from lxml import etree

from generator.package import edited
from tests.intake.packages import CORE, CUSTOM, HIDDEN, MAIN, RELATIONS, STRINGS, STYLES, TYPES, WORKBOOK

Element = etree._Element
Mutation = Callable[[Element, Element, random.Random], None]
"""Changes an element (the first) in the tree of the second."""

_PARTS = (MAIN,) * 12 + (
    STRINGS,
    STRINGS,
    STYLES,
    STYLES,
    WORKBOOK,
    WORKBOOK,
    RELATIONS,
    HIDDEN,
    CORE,
    CUSTOM,
    TYPES,
)

_JUNK = ("", "0", "1", "-1", "40", "0,5", "1e3", "nan", "1_0", "999999999999", "#REF!", "Có", "E14", "A1", "XFD1048576",
         "s", "n", "str", "b", "e", "d", "inlineStr", "true", "\u00a0", "１２", "2023-02-01", "_x000D_", "x" * 300)  # fmt: skip


def mutate_xml(content: bytes, chance: random.Random) -> bytes:
    """The package with one to three mutations in one of its parts."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        present = set(package.namelist())
    part = chance.choice([name for name in _PARTS if name in present])
    return edited(content, lambda name, xml: mutate_part(xml, chance) if name == part else xml)


def mutate_part(xml: bytes, chance: random.Random) -> bytes:
    """One part with one to three mutations."""
    if chance.random() < 0.1:
        return _raw(xml, chance)
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False))
    for _ in range(chance.choice((1, 1, 2, 3))):
        chance.choice(_MUTATIONS)(_element(root, chance), root, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _raw(xml: bytes, chance: random.Random) -> bytes:
    """One byte of the text of a part changed: the package itself is sound."""
    spoilt = bytearray(xml)
    place = chance.randrange(len(spoilt))
    spoilt[place] = chance.choice((*b'<>&"0159 ', spoilt[place] ^ 1))
    return bytes(spoilt)


def _element(root: Element, chance: random.Random) -> Element:
    """An element: a cell, a value or a row of the table more often than not."""
    tags = ("c", "v", "row", "f", "is", "t") if chance.random() < 0.7 else ()
    found = list(root.iter(*(f"{{*}}{tag}" for tag in tags))) if tags else []
    found = found or list(root.iter(etree.Element))
    return chance.choice(found)


def _other(node: Element, root: Element, chance: random.Random) -> Element:
    """Another element of the same tag, the same one where there is none."""
    return chance.choice(list(root.iter(node.tag)))


def _delete(node: Element, root: Element, chance: random.Random) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _double(node: Element, root: Element, chance: random.Random) -> None:
    if node.getparent() is not None:
        node.addnext(deepcopy(node))


def _move(node: Element, root: Element, chance: random.Random) -> None:
    goal = _other(node, root, chance)
    if node.getparent() is not None and goal is not node and node not in goal.iterancestors():
        goal.addnext(node)


def _swap_content(node: Element, root: Element, chance: random.Random) -> None:
    """Two elements of a kind exchange what is in them; their attributes stay."""
    other = _other(node, root, chance)
    if other is node or node in other.iterancestors() or other in node.iterancestors():
        return
    ours, theirs = list(node), list(other)
    node.text, other.text = other.text, node.text
    for child in ours:
        other.append(child)
    for child in theirs:
        node.append(child)


def _swap_attributes(node: Element, root: Element, chance: random.Random) -> None:
    """Two elements of a kind exchange one attribute: a place, a type, a style."""
    other = _other(node, root, chance)
    shared = sorted(set(node.attrib) & set(other.attrib), key=str)
    if shared:
        name = chance.choice(shared)
        mine, theirs = node.attrib[name], other.attrib[name]
        node.set(name, theirs)
        other.set(name, mine)


def _copy_attribute(node: Element, root: Element, chance: random.Random) -> None:
    other = _other(node, root, chance)
    if other.attrib:
        name = chance.choice(sorted(other.attrib, key=str))
        node.set(name, other.attrib[name])


def _drop_attribute(node: Element, root: Element, chance: random.Random) -> None:
    if node.attrib:
        del node.attrib[chance.choice(sorted(node.attrib, key=str))]


def _junk_attribute(node: Element, root: Element, chance: random.Random) -> None:
    names = [*sorted(node.attrib, key=str), "t", "s", "r", "hidden", "name"]
    node.set(chance.choice(names), chance.choice(_JUNK))


def _junk_text(node: Element, root: Element, chance: random.Random) -> None:
    node.text = chance.choice(_JUNK)


def _copy_text(node: Element, root: Element, chance: random.Random) -> None:
    node.text = _other(node, root, chance).text


def _turn_digit(node: Element, root: Element, chance: random.Random) -> None:
    text = node.text or ""
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    if digits:
        place = chance.choice(digits)
        node.text = text[:place] + chance.choice("0123456789.,") + text[place + 1 :]


def _retag(node: Element, root: Element, chance: random.Random) -> None:
    space = etree.QName(node).namespace or ""
    tag = chance.choice(("c", "v", "f", "is", "t", "r", "row", "si", "sheetData", "x"))
    node.tag = f"{{{space}}}{tag}" if chance.random() < 0.8 else f"{{urn:x}}{tag}"


def _wrap(node: Element, root: Element, chance: random.Random) -> None:
    parent = node.getparent()
    if parent is not None:
        box = etree.Element(chance.choice((node.tag, "{urn:x}box")))
        parent.replace(node, box)
        box.append(node)


def _add_child(node: Element, root: Element, chance: random.Random) -> None:
    node.append(deepcopy(_element(root, chance)) if chance.random() < 0.5 else etree.Comment("x"))


def _pad_text(node: Element, root: Element, chance: random.Random) -> None:
    pad = chance.choice((" ", "\n", "\u00a0", "\u200b", "0", "-", ","))
    node.text = chance.choice((pad + (node.text or ""), (node.text or "") + pad))


_MUTATIONS: tuple[Mutation, ...] = (
    _delete, _double, _move, _swap_content, _swap_attributes, _copy_attribute, _drop_attribute, _junk_attribute,
    _junk_text, _copy_text, _turn_digit, _retag, _wrap, _add_child, _pad_text,
)  # fmt: skip
