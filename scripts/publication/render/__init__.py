"""A publication in, everything that is published out; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from publication.model.publication import Publication
from publication.policy import with_policy
from publication.render import bundles, fonts, pages, qr
from publication.render.downloads import blank_files, kits
from publication.render.pages import Context, Page
from publication.render.words import Words
from publication.thai import day_in_thailand


@dataclass(frozen=True, slots=True)
class Rendered:
    pages: tuple[Page, ...]
    """Bodies that the theme frames."""
    files: Mapping[str, bytes]
    """Everything else, by path on the site."""
    context: Context
    """What the pages were made from; forms in hand-written pages are made from it, too."""


def everything(publication: Publication, words: Words, clock: datetime, site_url: str) -> Rendered:
    """All pages and files; the clock says what counts as past, and dates the office files."""
    blanks = blank_files(publication, words, clock)
    packed = kits(publication, blanks, words)
    context = Context(publication, words, day_in_thailand(clock), site_url, packed)
    documents = dict(pages.documents(context))
    files = {
        **bundles.bundles(),
        **fonts.fonts(),
        **{path: with_policy(html.decode()).encode() for path, html in documents.items()},
        **{blank.path: blank.content for blank in blanks},
        **{kit.path: kit.content for kit in packed},
        **_codes(publication, site_url),
    }
    scanned = "".join(
        Markup(documents[f"{circular.address.strip('/')}/index.html"].decode()).striptags()
        for circular in publication.circulars.values()
    )
    files["assets/fonts/scan.woff2"] = fonts.subset_for(scanned, 400)
    return Rendered(tuple(pages.theme_pages(context)), files, context)


def _codes(publication: Publication, site_url: str) -> dict[str, bytes]:
    """The QR code of each circular, for print and for documents."""
    made: dict[str, bytes] = {}
    for circular in publication.circulars.values():
        code = qr.symbol(qr.printed_url(site_url, circular.address))
        made[f"circulars/{circular.id}/qr.svg"] = qr.svg(code, circular.code_caption)
        made[f"circulars/{circular.id}/qr.png"] = qr.png(code)
    return made
