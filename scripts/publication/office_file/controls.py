"""The body of a Word file in, its content controls that carry a tag out, in their order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from publication.office_file.days import trimmed
from publication.office_file.markup import attribute, child
from publication.office_file.typed import TICKS

_TAG = re.compile(r"([^/=]+)(?:/([^/=]+))?(?:=(.+))?")
_GONE = frozenset({"w:del", "w:moveFrom", "mc:Fallback"})
"""Deleted or moved away while changes were tracked; the second writing of one thing."""
_PROPERTIES = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:tcPr", "w:trPr", "w:tblPr", "w:sectPr"})
_CHARACTERS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Control:
    name: str
    """Of the field or question, with what stands beside it: ``plan.note``."""
    column: str
    """Empty: the control is in no table."""
    option: str
    """The one that it ticks; empty: it holds a text."""
    row: int
    """Controls with the same number are in the same row of a table."""
    text: str
    """Empty while nothing was typed."""
    is_ticked: bool


def controls(root: Element) -> list[Control]:
    """Of nested ones the inner ones."""
    return _Search().found_in(root)


def text_of(element: Element) -> str:
    """As it is read: with its line breaks, without what was deleted."""
    return "".join(_pieces(element)).removeprefix("\n")


class _Search:
    def __init__(self) -> None:
        self._found: list[Control] = []
        self._rows = 0

    def found_in(self, root: Element) -> list[Control]:
        self._visit(root, 0, in_item=False)
        return self._found

    def _visit(self, element: Element, row: int, *, in_item: bool) -> None:
        """``in_item``: the rows are those of a repeating section, else those of the table."""
        for each in element:
            if _is_gone(each):
                continue
            if each.tag == "w:sdt":
                self._control(each, row, in_item=in_item)
            elif each.tag == "w:tr" and not in_item:
                self._rows += 1
                self._visit(each, self._rows, in_item=False)
            else:
                self._visit(each, row, in_item=in_item)

    def _control(self, control: Element, row: int, *, in_item: bool) -> None:
        properties, content = child(control, "w:sdtPr"), child(control, "w:sdtContent")
        if content is None:
            return
        if child(properties, "w15:repeatingSectionItem") is not None:
            self._rows += 1
            row, in_item = self._rows, True
        before = len(self._found)
        self._visit(content, row, in_item=in_item)
        is_group = child(properties, "w15:repeatingSection") is not None
        tag = _TAG.fullmatch(attribute(child(properties, "w:tag"), "w:val"))
        if tag and not is_group and len(self._found) == before:
            name, column, option = (part or "" for part in tag.groups())
            text = "" if _is_on(child(properties, "w:showingPlcHdr")) else text_of(content)
            is_ticked = bool(option) and _is_ticked(properties, text)
            self._found.append(Control(name, column, option, row, text, is_ticked))


def _is_ticked(properties: Element | None, text: str) -> bool:
    """As the box says; where an editor dropped that, as it looks."""
    box = child(properties, "w14:checkbox")
    if box is None:
        return trimmed(text).upper() in TICKS
    state = child(box, "w14:checked")
    return state is not None and state.get("w14:val", "1") not in _OFF


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get("w:val", "1") not in _OFF


def _is_gone(element: Element) -> bool:
    """Also a row that was deleted while changes were tracked."""
    deleted_row = element.tag == "w:tr" and child(child(element, "w:trPr"), "w:del") is not None
    return deleted_row or element.tag in _GONE


def _pieces(element: Element) -> Iterator[str]:
    for each in element:
        if each.tag == "w:t":
            yield each.text or ""
        elif each.tag in _CHARACTERS:
            yield _CHARACTERS[each.tag]
        elif each.tag not in _PROPERTIES and not _is_gone(each):
            if each.tag == "w:p":
                yield "\n"
            yield from _pieces(each)
