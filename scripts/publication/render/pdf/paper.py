"""A variant of a form in; what its paper shows beside the definition, and the paper's HTML, out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from publication.model.form import Field, Option
from publication.model.variant import Variant
from publication.render.asked_when import AskedWhen
from publication.render.pdf.font import BOX
from publication.render.templating import environment
from publication.render.thai_lines import pieces, text_width
from publication.render.words import Words, long_date

_TEMPLATE = "components/paper/paper.html"
_PORTRAIT, _LANDSCAPE, _ORDINAL = 174.0, 261.0, 8.0
"""Millimetres between the margins of paper.css, and of the column that numbers a table's rows."""
_ROWS = 6
"""Blank rows of a table; whoever needs more copies the page."""
_TICKED, _SHORT = 3, 34.0
"""So many options, or fewer, are boxes in each cell of a column when none is wider, in millimetres;
of others the number is written."""
_TICK = 6.0
"""Millimetres that a box takes, with the space after it."""
_HAND = {
    "text": 30.0,
    "long-text": 62.0,
    "email": 44.0,
    "phone": 30.0,
    "province": 26.0,
    "date": 25.0,
    "number": 15.0,
    "choice": 15.0,
    "yes-no": 15.0,
    "choices": 22.0,
}
"""Millimetres that a person needs to write an answer of this kind; of a choice, its number."""
_SMALL, _PADDING = 9 * 25.4 / 72, 3.2
"""Size of print in tables, and what a cell keeps free, in millimetres."""

Lined = Callable[..., Markup]
"""Takes a text and the least room that it has, in ems."""


@dataclass(frozen=True, slots=True)
class Column:
    """Of a table to fill in by hand."""

    field: Field
    share: float
    """Of the table's width, in percent."""
    ticked: bool
    """Whether each cell has a box for each option."""


@dataclass(frozen=True, slots=True)
class Legend:
    """Options that are too many for a cell: their numbers are written."""

    columns: tuple[str, ...]
    """Titles of the columns that share them."""
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    legends: tuple[Legend, ...]
    rows: int
    wide: bool
    """Whether an upright page is too narrow for it."""


def page(variant: Variant, words: Words, lined: Lined) -> str:
    """The whole document; ``lined`` says where the lines of a text may end."""
    form, say = variant.form, words["form"]
    said = {**say, **words["pdf"]}
    kinds = {variant.kind.id: variant.kind.title} if variant.kind else {}
    asked = AskedWhen(variant.whole, kinds, said)
    tables = {field.id: table(field) for field in form.every_field if field.kind == "rows"}
    return (
        environment()
        .get_template(_TEMPLATE)
        .render(
            form=form,
            kind=variant.kind,
            edition=say["edition"].format(
                version=form.version, date=long_date(form.published, say)
            ),
            numbers=variant.numbers,
            intro=(*form.intro, *([words["common"]["numbers"]] if variant.skips else [])),
            only=asked.label,
            tables=tables,
            starred=any(each.field.required for one in tables.values() for each in one.columns),
            wide=[
                _is_wide(fields, tables)
                for fields in (form.fields, *(section.fields for section in form.sections))
            ],
            box=BOX,
            say=said,
            t=lined,
        )
    )


def _is_wide(fields: Iterable[Field], tables: Mapping[str, Table]) -> bool:
    """Of the part of the form that has these fields: paper is turned between parts only."""
    return any(field.id in tables and tables[field.id].wide for field in fields)


def table(field: Field) -> Table:
    """How a field of rows stands on paper."""
    ticked = {column.id: _is_ticked(column) for column in field.columns}
    least = [_least(column, ticked[column.id]) for column in field.columns]
    wanted = [
        max(_HAND[column.kind] + _PADDING, width)
        for column, width in zip(field.columns, least, strict=True)
    ]
    wide = sum(wanted) + _ORDINAL > _PORTRAIT
    shares = _shares(least, wanted, _LANDSCAPE if wide else _PORTRAIT)
    numbered = [each for each in field.columns if each.options and not ticked[each.id]]
    return Table(
        tuple(
            Column(column, share, ticked[column.id])
            for column, share in zip(field.columns, shares, strict=True)
        ),
        tuple(_legends(each for each in numbered if each.kind != "province")),
        min(field.max_rows or _ROWS, _ROWS),
        wide,
    )


def _shares(least: Sequence[float], wanted: Sequence[float], width: float) -> list[float]:
    """In percent of the table: each column has its least, and the more the more it wants."""
    room = width - _ORDINAL
    over = max(sum(wanted) - room, 0)
    spare = sum(wanted) - sum(least)
    given = min(over / spare, 1) if spare else 0
    widths = [want - given * (want - need) for need, want in zip(least, wanted, strict=True)]
    return [round(100 * each / sum(widths) * room / width, 2) for each in widths]


def _legends(columns: Iterable[Field]) -> Iterable[Legend]:
    by_options: dict[tuple[Option, ...], list[str]] = {}
    for column in columns:
        by_options.setdefault(column.options, []).append(column.title)
    return (Legend(tuple(titles), options) for options, titles in by_options.items())


def _is_ticked(column: Field) -> bool:
    return (
        0 < len(column.options) <= _TICKED
        and column.kind != "province"
        and all(text_width(option.title, _SMALL) <= _SHORT for option in column.options)
    )


def _least(column: Field, ticked: bool) -> float:
    """Millimetres that the longest word of the heading, and of options in the cell, need."""
    widths = [_longest(f"{column.title}*" if column.required else column.title, bold=True)]
    if ticked:
        widths += [_longest(option.title, bold=False) + _TICK for option in column.options]
    return max(widths) + _PADDING


def _longest(text: str, *, bold: bool) -> float:
    words = (piece.rstrip() for piece in pieces(text))
    return max((text_width(word, _SMALL, bold=bold) for word in words), default=0) * 1.02
