"""The theme that Word wants to find: our font for every role, greys for every colour."""

from publication.render.docx.look import FONT

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "262626",
    "lt2": "EDEDED",
    **{f"accent{number}": "404040" for number in range(1, 7)},
    "hlink": "000000",
    "folHlink": "404040",
}
_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_PLAIN = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def _fonts(role: str) -> str:
    faces = "".join(f'<a:{script} typeface="{FONT}"/>' for script in ("latin", "ea", "cs"))
    return f"<a:{role}>{faces}</a:{role}>"


def _styles(kind: str, style: str) -> str:
    """A theme has three of each kind, from subtle to strong; ours are alike."""
    return f"<a:{kind}>{style * 3}</a:{kind}>"


THEME = (
    f'<a:theme xmlns:a="{_MAIN}" name="Plain"><a:themeElements><a:clrScheme name="Plain">'
    + "".join(
        f'<a:{role}><a:srgbClr val="{value}"/></a:{role}>' for role, value in _COLOURS.items()
    )
    + f'</a:clrScheme><a:fontScheme name="Plain">{_fonts("majorFont")}{_fonts("minorFont")}'
    '</a:fontScheme><a:fmtScheme name="Plain">'
    + _styles("fillStyleLst", _SOLID)
    + _styles("lnStyleLst", f'<a:ln w="6350">{_SOLID}</a:ln>')
    + _styles("effectStyleLst", _PLAIN)
    + _styles("bgFillStyleLst", _SOLID)
    + "</a:fmtScheme></a:themeElements></a:theme>"
)
