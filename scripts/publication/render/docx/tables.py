"""A table of a form in, the table to fill in out: as many rows as print well, more on demand."""

from collections.abc import Mapping, Sequence

from publication.model.form import Field
from publication.render.docx.controls import Controls
from publication.render.docx.look import SMALL, Paper, width
from publication.render.docx.markup import TAB, counted_by, paragraph, plain, run

WIDE = 6
"""Columns that still fit on an upright sheet."""
_MOST_ROWS, _LEAST_ROWS = 5, 3
"""Printed, where the table may have as many."""
_NUMBER = 482
"""Width of the column of row numbers."""
_ROOM = 170
"""What margins and borders take of a cell."""
_BOX = 300
"""A box to tick, and the space after it."""
_LINE, _SPARE = 340, 230
"""Height of a line written by hand, and what a row has beside."""
_STACKED = 6
"""Options that stand below each other; more than these stand in two columns."""
_WIDEST_OPTION = 2600
_WIDEST_HEADING = 1300
"""Of what a column must hold; wider ones take several lines."""
_TYPED = {
    "number": "100,000",
    "date": "30/12/2570",
    "phone": "08 1234 5678",
    "province": "พระนครศรีอยุธยา",
    "email": "name@example.go.th",
}
"""What must fit on one line of a column of this kind."""


def table(
    field: Field, controls: Controls, paper: Paper, number: int, say: Mapping[str, str]
) -> str:
    """Its headings are repeated on every page; its rows are counted by the list of this number."""
    widths = _widths(field.columns, paper.inner - _NUMBER, say)
    needed = max(map(_lines, field.columns, widths))
    rows = max(_LEAST_ROWS, min(_MOST_ROWS, paper.height // 500 // needed))
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in (_NUMBER, *widths))
    body = (_row(field, controls, widths, number) for _ in range(max(1, min(rows, field.max_rows))))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{paper.inner}" '
        'w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{plain(field.title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_head(field, widths, say)}{controls.rows(field.id, field.title, body)}</w:tbl>"
    )


def _head(field: Field, widths: Sequence[int], say: Mapping[str, str]) -> str:
    titles = [
        (say["row-number"], ""),
        *((_title(each, say), _how(each, say)) for each in field.columns),
    ]
    cells = "".join(
        _cell(
            room,
            paragraph("TableHead", run(title)) + (paragraph("TableHow", run(how)) if how else ""),
            '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/><w:vAlign w:val="center"/>',
        )
        for (title, how), room in zip(titles, (_NUMBER, *widths), strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _title(column: Field, say: Mapping[str, str]) -> str:
    """Marked when every row must have it."""
    return say["starred"].format(title=column.title) if column.required else column.title


def _how(column: Field, say: Mapping[str, str]) -> str:
    """In which unit or writing."""
    if column.unit:
        return say["in-brackets"].format(text=column.unit)
    return say["date-short"] if column.kind == "date" else ""


def _row(field: Field, controls: Controls, widths: Sequence[int], number: int) -> str:
    cells = [_cell(_NUMBER, paragraph("TableNumber", properties=counted_by(number)))]
    cells += [
        _cell(room, _content(field, column, controls, room))
        for column, room in zip(field.columns, widths, strict=True)
    ]
    height = max(_written_lines(column) for column in field.columns) * _LINE + _SPARE
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def _content(field: Field, column: Field, controls: Controls, room: int) -> str:
    place = f"{field.id}/{column.id}"
    if not _ticked(column):
        wraps = column.kind in ("text", "long-text")
        return paragraph("TableCell", controls.cell(place, column.title, wraps=wraps))
    options = [
        controls.box(f"{place}={option.id}", option.title, locked=False)
        + run("\N{NO-BREAK SPACE}" + option.title)
        for option in column.options
    ]
    abreast = _abreast(column, room)
    stop = f'<w:tabs><w:tab w:val="left" w:pos="{room // 2 - _ROOM // 2}"/></w:tabs>'
    return "".join(
        paragraph(
            "TableOption",
            TAB.join(options[start : start + abreast]),
            properties=stop if abreast > 1 else "",
        )
        for start in range(0, len(options), abreast)
    )


def _cell(room: int, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{room}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _widths(columns: Sequence[Field], total: int, say: Mapping[str, str]) -> list[int]:
    """What each must have, and of the rest as much as it has to say."""
    least = [_least(column, say, 2) for column in columns]
    if sum(least) > total:
        least = [_least(column, say, 1) for column in columns]
    shares = [_share(column) for column in columns]
    rest = total - sum(least)
    if rest < 0:
        widths = [each * total // sum(least) for each in least]
    else:
        widths = [
            each + round(rest * share / sum(shares))
            for each, share in zip(least, shares, strict=True)
        ]
    widths[-1] += total - sum(widths)
    return widths


def _least(column: Field, say: Mapping[str, str], abreast: int) -> int:
    """With so many options in a line where there are many."""
    title = width(_title(column, say), SMALL, bold=True)
    heading = max(min(title, _WIDEST_HEADING), title // 3, width(_how(column, say), SMALL))
    if _ticked(column):
        content = min(_option_width(column), _WIDEST_OPTION)
        content *= abreast if len(column.options) > _STACKED else 1
    else:
        content = width(_TYPED.get(column.kind, ""), SMALL)
    return max(heading, content) + _ROOM


def _ticked(column: Field) -> bool:
    """Else it is typed."""
    return bool(column.options) and column.kind != "province"


def _option_width(column: Field) -> int:
    """Of the widest, with its box."""
    return _BOX + max(width(option.title, SMALL) for option in column.options)


def _abreast(column: Field, room: int) -> int:
    """Options in one line of a cell."""
    fit = 2 * _option_width(column) <= room - _ROOM
    return 2 if fit and len(column.options) > _STACKED else 1


def _share(column: Field) -> float:
    if column.kind == "long-text":
        return 4
    if column.kind == "text":
        return min(max(column.max_length / 100, 0.6), 3)
    return 0.25


def _lines(column: Field, room: int) -> int:
    """Of a row, for this column."""
    if not _ticked(column):
        return _written_lines(column)
    if _abreast(column, room) > 1:
        return -(-len(column.options) // 2)
    needed = [_BOX + width(option.title, SMALL) for option in column.options]
    return sum(-(-each // (room - _ROOM)) for each in needed)


def _written_lines(column: Field) -> int:
    """Lines to write by hand."""
    if column.kind == "long-text":
        return 4
    return 2 if column.kind == "text" and column.max_length > 150 else 1
