"""How a document looks: paper, styles, fonts, numbering; the convention of Thai official papers."""

from dataclasses import dataclass

from publication.render.docx.markup import DECLARED
from publication.render.thai_lines import text_width

FONT = "TH Sarabun New"
SIZE, SMALL = 16, 14
"""Points of running text, and of tables and small print."""
_OF_SARABUN = 0.73
"""How wide the font sets a text, beside Sarabun of the same size; a little more than it does."""
_TWIPS = 20
"""In a point."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A4, one way round; measures in twips, twentieths of a point."""

    across: bool
    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @property
    def inner(self) -> int:
        """Width of the text."""
        return self.width - self.left - self.right

    @property
    def line(self) -> str:
        """Style of a paragraph whose dotted line ends at the right margin."""
        return "LineAcross" if self.across else "Line"


UPRIGHT = Paper(False, 11906, 16838, top=1417, right=1134, bottom=1134, left=1701)
"""3 cm left, 2 cm right, 2.5 cm top, 2 cm bottom."""
ACROSS = Paper(True, 16838, 11906, top=1701, right=1417, bottom=1134, left=1134)
"""The same sheet turned, so that it is still bound where 3 cm are left free."""


def width(text: str, size: int = SIZE, *, bold: bool = False) -> int:
    """Room that a text takes on a line, in twips, rather too much than too little."""
    return round(text_width(text, size * _TWIPS, bold=bold) * _OF_SARABUN)


def _size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'


_BOLD = "<w:b/><w:bCs/>"
_GREY = '<w:color w:val="404040"/>'
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _style(
    name: str,
    paragraph: str = "",
    character: str = "",
    *,
    based_on: str = "Normal",
    title: str = "",
    following: str = "",
) -> str:
    next_style = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title or name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{next_style}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{character}</w:rPr></w:style>"
    )


def _heading(level: int, points: int, before: int) -> str:
    return _style(
        f"Heading{level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="60"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        _BOLD + _size(points),
        title=f"heading {level}",
        following="Normal",
    )


def _line(paper: Paper) -> str:
    return _style(
        paper.line,
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{paper.inner}"/></w:tabs>'
        '<w:spacing w:before="40" w:line="276" w:lineRule="auto"/>',
    )


def _centred(name: str, title: str, before_after: str, character: str) -> str:
    spacing = f'<w:keepNext/><w:spacing {before_after}/><w:jc w:val="center"/>'
    return _style(name, spacing, character, title=title, following="Normal")


INDENT = 454
"""Of what stands under a numbered question."""

STYLES = (
    f"<w:styles {DECLARED}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_size(SIZE)}"
    '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "<w:qFormat/></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="74" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="74" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    + _centred("Title", "Title", 'w:after="60"', _BOLD + _size(22))
    + _centred("Subtitle", "Subtitle", 'w:after="40"', _BOLD + _size(18))
    + _centred("Edition", "Edition", 'w:after="160"', _size(SMALL))
    + _heading(1, 18, 280)
    + _heading(2, 16, 200)
    + _heading(3, 16, 120)
    + _style(
        "Question",
        f'<w:tabs><w:tab w:val="left" w:pos="{INDENT}"/></w:tabs>'
        f'<w:ind w:left="{INDENT}" w:hanging="{INDENT}"/>',
        based_on="Heading2",
    )
    + _style("TOCHeading", '<w:outlineLvl w:val="9"/>', based_on="Heading1", title="TOC Heading")
    + _style("TOC1", '<w:spacing w:before="20"/><w:ind w:left="284"/>', title="toc 1")
    + _style("Header", '<w:jc w:val="center"/>', title="header")
    + _style("Footer", "", _GREY + _size(12), title="footer")
    + _style("Instruction")
    + _style("Label", '<w:keepNext/><w:spacing w:before="160"/>', _BOLD)
    + _style("Hint", "<w:keepLines/>", _GREY + _size(SMALL))
    + _style("Options", '<w:keepLines/><w:spacing w:before="40"/>')
    + _line(UPRIGHT)
    + _line(ACROSS)
    + _style("TableHead", '<w:keepNext/><w:jc w:val="center"/>', _BOLD + _size(SMALL))
    + _style("TableHow", '<w:keepNext/><w:jc w:val="center"/>', _size(SMALL))
    + _style("TableCell", "", _size(SMALL))
    + _style("TableNumber", '<w:jc w:val="center"/>', based_on="TableCell")
    + _style("TableOption", '<w:ind w:left="284" w:hanging="284"/>', based_on="TableCell")
    + _style(
        "Signature",
        '<w:keepNext/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="4200"/></w:tabs>'
        '<w:spacing w:before="160"/>',
    )
    + _style("SectionEnd", '<w:spacing w:line="20" w:lineRule="exact"/>', _size(1))
    + '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:color w:val="595959"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Small"><w:name w:val="Small"/>'
    f"<w:rPr>{_size(SMALL)}</w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/>'
    f"<w:rPr>{_BOLD}</w:rPr></w:style>"
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)

FONT_TABLE = (
    f'<w:fonts {DECLARED}><w:font w:name="{FONT}"><w:altName w:val="TH SarabunPSK"/>'
    '<w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
"""Not embedded; the older font of the same design stands in where this one is missing."""


INSTRUCTIONS = 1
"""Number of the list of instructions; every further list counts the rows of a table."""


def numbering(lists: int) -> str:
    """So many lists, each counted by the program from 1."""
    counted = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{int(number > INSTRUCTIONS)}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(1, lists + 1)
    )
    formats = _format(0, "%1.", "tab", INDENT) + _format(1, "%1", "nothing", 0)
    return f"<w:numbering {DECLARED}>{formats}{counted}</w:numbering>"


def _format(number: int, shown: str, after: str, indent: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:suff w:val="{after}"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl></w:abstractNum>'
    )
