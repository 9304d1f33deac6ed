"""What belongs to the whole publication: agency, kinds of organisation, lists, templates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    short: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """One of the ways in on the home page."""

    title: str
    text: str
    effort: str
    """Time or trouble it takes, in words a reader weighs before tapping."""


@dataclass(frozen=True, slots=True)
class Doors:
    read: Door
    download: Door
    score: Door


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation; guidance, questions and examples differ by it."""

    id: str
    title: str
    covers: str
    lead: str
    todo: tuple[str, ...]
    """What an organisation of this kind does, in order."""
    due: str = ""
    """When it sends, where the circular's deadline is not its own."""


@dataclass(frozen=True, slots=True)
class Site:
    title: str
    short_title: str
    lead: str
    agency: Agency
    notice: str
    """Stands at the foot of every page."""
    circular: str
    """Id of the circular that the home page shows."""
    doors: Doors
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    title: str
    short: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list that definitions share, such as resources or phases."""

    title: str
    items: tuple[Item, ...]

    def item(self, item_id: str) -> Item:
        return next(item for item in self.items if item.id == item_id)


@dataclass(frozen=True, slots=True)
class Term:
    id: str
    term: str
    meaning: str
    english: str = ""
    see: tuple[str, ...] = ()
    """Guideline steps, written guideline#step."""


@dataclass(frozen=True, slots=True)
class TemplateSection:
    id: str
    title: str
    fill: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    """Column headings, when the section is a table."""
    rows: str | int = 0
    """The list whose items head the rows, or a number of empty rows."""


@dataclass(frozen=True, slots=True)
class Template:
    """A document that an organisation fills in."""

    title: str
    summary: str
    sections: tuple[TemplateSection, ...]
    form: str = ""
    """Id of the form this template is made from, if any."""


@dataclass(frozen=True, slots=True)
class PrintedAddress:
    """An address that stands on paper somewhere and therefore answers for ever."""

    address: str
    circular: str
    since: date
