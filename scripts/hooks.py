"""MkDocs' events in, our pages and files handed to it; the only file that knows MkDocs."""

import logging
import os
import re
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from posixpath import dirname
from typing import Any

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs.utils.templates import TemplateContext
from yaml import YAMLError

from publication import check, load, model, publish, render
from publication.clock import build_clock
from publication.engine import OVERRIDES
from publication.fences import with_places
from publication.policy import with_policy
from publication.problems import ProblemsFound
from publication.progress import Report, step
from publication.render.bundles import BundlesFailed
from publication.render.pages import Heading, form_block, front_matter, headings
from publication.render.pages import Page as GeneratedPage
from publication.render.words import words

log = logging.getLogger("mkdocs.hooks.publication")

PLACE = '<div data-form-block="{form}"></div>'
"""What stands for a form block while Markdown becomes HTML."""
_PLACE = re.compile(re.escape(PLACE).replace(re.escape("{form}"), "([a-z0-9-]+)"))


@dataclass
class State:
    """What one build hands from event to event."""

    serving: bool = False
    rendered: render.Rendered | None = None
    pages: dict[str, GeneratedPage] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    """What the theme's templates need beside the pages."""
    framing: ExitStack = field(default_factory=ExitStack)
    """Holds the step that tells how many pages the theme has framed."""
    report: Report | None = None
    framed: int = 0
    total: int = 0


state = State()


def on_startup(*, command: str, dirty: bool) -> None:
    state.serving = command == "serve"
    if not state.serving:
        # our own steps say how far the work is; --quiet would hide warnings from strict mode too
        logging.getLogger("mkdocs").setLevel(logging.WARNING)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check, model and render; a preview with problems keeps its last good pages."""
    root = Path(config.config_file_path).parent
    try:
        catalogue = words()
        sources = load.everything_under(root)
        check.require_clean(sources)
        publication = model.publication(sources)
        with step("rendering pages and files"):
            clock = build_clock(root)
            os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(clock.timestamp())))
            rendered = render.everything(publication, catalogue, clock, config.site_url or "")
        state.rendered = rendered
        state.pages = {page.source_path: page for page in rendered.pages}
        state.extra = {"words": catalogue, "notice": escape(publication.site.notice)}
    except (ProblemsFound, BundlesFailed, TemplateError, YAMLError) as failure:
        if not state.serving or state.rendered is None:
            raise PluginError(f"\n{failure}") from failure
        log.error("not rebuilt, the last good pages stay:\n%s", failure)
    config.extra.update(state.extra)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what was generated; leave out the engine's sources, which a theme folder would copy."""
    assert state.rendered is not None
    sources = [file for file in files if _is_engine_source(file)]
    for file in sources:
        files.remove(file)
    for path, page in state.pages.items():
        _add(files, File.generated(config, path, content=front_matter(_escaped(page))))
    for path, content in state.rendered.files.items():
        _add(files, File.generated(config, path, content=content))
    state.framed, state.total = 0, len(files.documentation_pages())
    state.report = state.framing.enter_context(step("framing pages"))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Form blocks become places that Markdown leaves alone."""
    return with_places(markdown, PLACE)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The body of a generated page, with its table of contents."""
    generated = state.pages.get(page.file.src_uri)
    if generated is None:
        return html
    page.toc = _contents(generated.headings)
    return generated.html


@event_priority(-50)  # after the search plugin: a question is found on the page of its form only
def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """The form of a hand-written page, with what it loads and its headings among the contents."""
    place = _PLACE.search(page.content or "")
    block = _form_block(place[1], page) if place else ""
    if place and block:
        page.content = f"{place.string[: place.start()]}{block}{place.string[place.end() :]}"
        page.meta["bundles"] = [*page.meta.get("bundles", ()), "form"]
        page.toc = _contents(headings(page.content))
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    state.framed += 1
    if state.report:
        state.report(state.framed, state.total)
    return with_policy(output)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    return with_policy(output_content) if template_name.endswith(".html") else output_content


def on_build_error(*, error: Exception) -> None:
    state.framing.close()


def on_post_build(*, config: MkDocsConfig) -> None:
    state.framing.close()
    publish.finish(Path(config.site_dir))


def _is_engine_source(file: File) -> bool:
    path = Path(file.abs_src_path) if file.abs_src_path else None
    assets = OVERRIDES / "assets"
    return path is not None and path.is_relative_to(OVERRIDES) and not path.is_relative_to(assets)


def _add(files: Files, file: File) -> None:
    existing = files.get_file_from_path(file.src_uri)
    if existing is not None:
        raise PluginError(f"{file.src_uri} is generated; delete the file of that name under docs/")
    file.inclusion = InclusionLevel.NOT_IN_NAV
    files.append(file)


def _form_block(form_id: str, page: Page) -> str:
    """The form as part of the page; empty when a preview has no such form or cannot make it."""
    assert state.rendered is not None
    context = state.rendered.context
    if form_id not in context.publication.forms:
        return ""
    try:
        return form_block(context, form_id, f"{dirname(page.url)}/")
    except TemplateError as failure:
        log.error("%s: %s", page.file.src_uri, failure)
        return ""


def _escaped(page: GeneratedPage) -> GeneratedPage:
    """The theme prints titles and descriptions as they are: it takes them for HTML."""
    return replace(page, title=escape(page.title), description=escape(page.description))


def _contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """Two levels: each <h3> stands under the <h2> before it."""
    tokens: list[Any] = []
    for heading in headings:
        name = escape(heading.text)
        token = {"level": heading.level, "id": heading.id, "name": name, "children": []}
        siblings = tokens[-1]["children"] if heading.level == 3 and tokens else tokens
        siblings.append(token)
    return get_toc(tokens)
