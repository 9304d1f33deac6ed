"""A publication in, its pages out: HTML bodies for the theme, and whole documents of our own."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from posixpath import relpath
from typing import Any

from publication.model.circular import Circular
from publication.model.form import Form
from publication.model.guideline import Guideline
from publication.model.publication import Publication
from publication.release import refusal
from publication.render import qr, strategy_map
from publication.render.downloads import RENDERERS, Kit
from publication.render.picture import draw, draw_route
from publication.render.templating import environment
from publication.render.words import LANGUAGES, Words, words


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the theme frames."""

    path: str
    """Address without the site's root, such as ``guidelines/plan/``; empty for the home page."""
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    bundles: tuple[str, ...] = ()
    """Bundles the page loads beside those of every page."""

    @property
    def source_path(self) -> str:
        """Where a Markdown file of this page would stand under docs/."""
        return f"{self.path}index.md"


@dataclass(frozen=True, slots=True)
class Context:
    """What every page is made from, beside the definitions."""

    publication: Publication
    words: Words
    today: date
    """The day of the build; "past" and "days left" are told as of this day."""
    site_url: str
    kits: tuple[Kit, ...] = ()
    """Blank files that pages offer for download, by kind of organisation."""


def theme_pages(context: Context) -> Iterator[Page]:
    """Every page inside the theme."""
    yield from _entrances(context)
    for circular in context.publication.circulars.values():
        yield _circular(context, circular)
    yield from _guidelines(context)
    yield from _papers(context)


def _entrances(context: Context) -> Iterator[Page]:
    """Pages from which readers go on: home, lists of things, one for each kind of organisation."""
    publication = context.publication
    site, titles = publication.site, context.words["page"]
    circular = publication.circulars[site.circular]
    yield _page(context, "", site.title, site.lead, "home", circular=circular)
    names = ["circulars", "guidelines", "downloads"]
    names += ["maps"] if publication.maps else []
    names += ["glossary"] if publication.terms else []
    for name in names:
        yield _page(context, f"{name}/", titles[name], titles[f"{name}-lead"], name)
    for kind in site.kinds:
        path = f"kinds/{kind.id}/"
        yield _page(context, path, kind.title, kind.lead, "kind", kind=kind, circular=circular)


def _guidelines(context: Context) -> Iterator[Page]:
    every = list(context.publication.guidelines.values())
    questions = {
        f"{form.id}#{question.id}": (form, question)
        for form in context.publication.forms.values()
        for question in form.questions
    }
    for guideline, before, after in zip(every, [None, *every], [*every[1:], None], strict=False):
        around = {"before": before, "after": after, "questions": questions}
        yield _guideline(context, guideline, around)


def _papers(context: Context) -> Iterator[Page]:
    """What readers fill in or fill in after: forms, templates, example maps."""
    publication = context.publication
    for form in publication.forms.values():
        path = f"forms/{form.id}/"
        page = _page(context, path, form.title, form.description, "form", form=form)
        yield replace(page, bundles=("form",))
    for name, template in publication.templates.items():
        path, title = f"templates/{name}/", template.title
        yield _page(context, path, title, template.summary, "template", template=template)
    for example in publication.maps.values():
        view = strategy_map.view(example, publication.lists)
        path, title = f"maps/{example.id}/", example.title
        yield _page(context, path, title, example.summary, "map", map=example, view=view)


def documents(context: Context) -> Iterator[tuple[str, bytes]]:
    """Whole HTML documents outside the theme: scan pages, and embedded forms in each language."""
    for circular in context.publication.circulars.values():
        path = circular.address.strip("/") + "/"
        yield f"{path}index.html", _render(context, path, "scan", circular=circular).encode()
    for form in context.publication.forms.values():
        yield from _embeds(context, form)


def _embeds(context: Context, form: Form) -> Iterator[tuple[str, bytes]]:
    """The form alone, in each language of the interface."""
    first, *others = LANGUAGES
    spoken = {first: context.words, **{language: words(language) for language in others}}
    home = f"forms/{form.id}/embed/"
    paths = {language: home if language == first else f"{home}{language}/" for language in spoken}
    for language, path in paths.items():
        links = [
            (other, say["embed"]["language"], f"/{paths[other]}")
            for other, say in spoken.items()
            if other != language
        ]
        html = _render(
            replace(context, words=spoken[language]), path, "embed", form=form, languages=links
        )
        yield f"{path}index.html", html.encode()


def form_block(context: Context, form_id: str, path: str) -> str:
    """A form as part of a hand-written page whose relative links start from this path."""
    return _render(context, path, "form-block", form=context.publication.forms[form_id])


def markdown(page: Page) -> str:
    """The page as a Markdown file with front matter, for any generator that reads such files."""
    return f"{front_matter(page)}{page.html}\n"


def front_matter(page: Page) -> str:
    """What the theme needs to know of the page; values are JSON, which YAML reads."""
    values = {"title": page.title, "description": page.description, "bundles": page.bundles}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def _circular(context: Context, circular: Circular) -> Page:
    return _page(
        context,
        f"circulars/{circular.id}/",
        f"{context.words['page']['circular']} {circular.number}",
        circular.subject,
        "circular",
        circular=circular,
        route=draw_route(circular.cascade, f"route-{circular.id}"),
        printed_url=qr.printed_url(context.site_url, circular.address),
        printable=not refusal(context.site_url),
    )


def _guideline(context: Context, guideline: Guideline, around: Mapping[str, Any]) -> Page:
    lists = context.publication.lists
    return _page(
        context,
        f"guidelines/{guideline.id}/",
        guideline.title,
        guideline.summary,
        "guideline",
        guideline=guideline,
        drawing=draw(guideline.picture, lists, "picture") if guideline.picture else None,
        drawings={
            step.id: draw(step.picture, lists, f"picture-{step.id}")
            for step in guideline.steps
            if step.picture
        },
        **around,
    )


def _page(
    context: Context, path: str, title: str, description: str, layout: str, **values: Any
) -> Page:
    html = _render(context, path, layout, title=title, **values)
    return Page(path, title, description, html, headings(html))


def _render(context: Context, path: str, layout: str, **values: Any) -> str:
    publication = context.publication
    return (
        environment()
        .get_template(f"pages/{layout}.html")
        .render(
            publication=publication,
            site=publication.site,
            words=context.words,
            today=context.today,
            site_url=context.site_url,
            url=link_from(path),
            kits=context.kits,
            formats=tuple(RENDERERS),
            **values,
        )
    )


def link_from(path: str) -> Callable[[str], str]:
    """Relative links, so that the site works under any path and from a copied folder."""

    def url(target: str) -> str:
        end = min((target.find(mark) for mark in "?#" if mark in target), default=len(target))
        address, rest = target[:end], target[end:]
        relative = relpath("/" + address.strip("/"), "/" + path.strip("/"))
        if address.endswith("/"):
            relative = "./" if relative == "." else relative + "/"
        return relative + rest

    return url


def headings(html: str) -> tuple[Heading, ...]:
    """The <h2> and <h3> that have an id, in order."""
    reader = _HeadingReader()
    reader.feed(html)
    reader.close()
    return tuple(reader.found)


class _HeadingReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Heading] = []
        self._open: tuple[int, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag in ("h2", "h3") and anchor:
            self._open, self._text = (int(tag[1]), anchor), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == f"h{self._open[0]}":
            text = " ".join(self._text.split())
            self.found.append(Heading(*self._open, text))
            self._open = None
