"""A publication in, its blank files out: what each is called, and what it holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from publication.model.form import Form
from publication.model.publication import Publication
from publication.model.variant import Variant, variants
from publication.progress import say
from publication.render import docx, pdf, xlsx
from publication.render.package import archive
from publication.render.words import Words

Renderer = Callable[[Variant, Words, datetime], bytes]
"""Pure: the same variant, words and clock give the same bytes."""

RENDERERS: Mapping[str, Renderer] = {"xlsx": xlsx.blank, "docx": docx.blank, "pdf": pdf.blank}
"""One a format, by the ending of its files; in the order in which pages offer them."""


@dataclass(frozen=True, slots=True)
class BlankFile:
    """A file that a reader downloads to fill in."""

    variant: Variant
    format: str
    content: bytes

    @property
    def form(self) -> Form:
        """All of it, whatever the variant asks."""
        return self.variant.whole

    @property
    def path(self) -> str:
        """Path on the site: ASCII, with form id, version and kind."""
        return f"downloads/{self.variant.name}.{self.format}"

    @property
    def kilobytes(self) -> int:
        """Size as readers see it, rounded up."""
        return -(-len(self.content) // 1024)


@dataclass(frozen=True, slots=True)
class Kit:
    """All blank files of one kind of organisation in one archive, with a page that says what is
    what."""

    kind: str
    blanks: tuple[BlankFile, ...]
    content: bytes

    @property
    def path(self) -> str:
        """Path on the site: ASCII, with the kind and the day of the newest form."""
        newest = max(blank.form.published for blank in self.blanks)
        return f"downloads/blank-forms-{self.kind}-{newest:%Y%m%d}.zip"

    @property
    def kilobytes(self) -> int:
        """Size as readers see it, rounded up."""
        return -(-len(self.content) // 1024)


def blank_files(publication: Publication, words: Words, clock: datetime) -> tuple[BlankFile, ...]:
    """Every form in every format that this system can make, a file for each kind of organisation;
    a format that is left out is never silent."""
    every = [variant for form in publication.forms.values() for variant in variants(form)]

    def made(name: str) -> list[BlankFile]:
        return [
            BlankFile(variant, name, RENDERERS[name](variant, words, clock)) for variant in every
        ]

    with pdf.preparing(every, words):
        files = [blank for name in RENDERERS if name != "pdf" for blank in made(name)]
    if pdf.missing():
        say(pdf.missing())
    else:
        files += made("pdf")
    order = {variant.name: place for place, variant in enumerate(every)}
    return tuple(sorted(files, key=lambda blank: order[blank.variant.name]))


def kits(publication: Publication, blanks: Iterable[BlankFile], words: Words) -> tuple[Kit, ...]:
    """One for each kind of organisation that has files."""
    made = []
    for kind in publication.site.kinds:
        own = tuple(
            blank
            for blank in blanks
            if blank.variant.kind is None or blank.variant.kind.id == kind.id
        )
        if own:
            parts = {"README.txt": _contents(kind.title, own, words["downloads"])}
            parts |= {blank.path.rpartition("/")[2]: blank.content for blank in own}
            made.append(Kit(kind.id, own, archive(parts)))
    return tuple(made)


def _contents(kind: str, blanks: Iterable[BlankFile], say: Mapping[str, str]) -> bytes:
    """For the simplest editor of an office computer: with a mark of UTF-8, lines by CR LF."""
    lines = [say["kit-title"].format(kind=kind), ""]
    lines += [
        say["kit-file"].format(
            name=blank.path.rpartition("/")[2],
            title=blank.form.title,
            version=blank.form.version,
            format=say[blank.format],
        )
        for blank in blanks
    ]
    lines += ["", say["kit-how"], ""]
    return "\r\n".join(lines).encode("utf-8-sig")
