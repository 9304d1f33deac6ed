"""A publication in, its blank files out: what each is called, and what it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from publication.model.form import Form
from publication.model.publication import Publication
from publication.model.variant import Variant, variants
from publication.render import xlsx
from publication.render.words import Words

Renderer = Callable[[Variant, Words, datetime], bytes]
"""Pure: the same variant, words and clock give the same bytes."""

RENDERERS: Mapping[str, Renderer] = {"xlsx": xlsx.blank}
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


def blank_files(publication: Publication, words: Words, clock: datetime) -> tuple[BlankFile, ...]:
    """Every form in every format that can hold it, a file for each kind of organisation."""
    return tuple(
        BlankFile(variant, name, render(variant, words, clock))
        for form in publication.forms.values()
        for variant in variants(form)
        for name, render in RENDERERS.items()
        if name != "xlsx" or xlsx.holds(variant.form)
    )
