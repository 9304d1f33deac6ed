"""A publication in, its blank files out: what each is called, and what it holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from publication.model.form import Form
from publication.model.publication import Publication
from publication.render import xlsx
from publication.render.words import Words

RENDERERS: Mapping[str, Callable[[Form, Words, datetime], bytes]] = {"xlsx": xlsx.blank}
"""One pure renderer a format."""


@dataclass(frozen=True, slots=True)
class BlankFile:
    """A file that a reader downloads to fill in."""

    form: Form
    format: str
    content: bytes

    @property
    def path(self) -> str:
        """Path on the site: ASCII, with form id and version."""
        return f"downloads/{self.form.id}-v{self.form.version}.{self.format}"

    @property
    def kilobytes(self) -> int:
        """Size as readers see it, rounded up."""
        return -(-len(self.content) // 1024)


def blank_files(publication: Publication, words: Words, clock: datetime) -> tuple[BlankFile, ...]:
    """Every form in every format that can hold it."""
    return tuple(
        BlankFile(form, name, render(form, words, clock))
        for form in publication.forms.values()
        for name, render in RENDERERS.items()
        if name != "xlsx" or xlsx.holds(form)
    )
