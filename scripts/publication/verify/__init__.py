"""The folder of a finished site in, every problem a reader or a browser would meet there out."""

from collections.abc import Iterator
from pathlib import Path

from publication.model.publication import Publication
from publication.problems import Problem, Rule
from publication.progress import Report
from publication.verify import budget, codes, links
from publication.verify.document import Document, stylesheet
from publication.verify.pages import page

_READERS = {".html": page, ".css": stylesheet}


def site(
    folder: Path, publication: Publication, site_url: str, progress: Report | None = None
) -> Iterator[Problem]:
    """Files in the problems are relative to the folder; nothing in the folder makes it raise."""
    paths = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    finished = links.Site(frozenset(paths), site_url)
    documents = {}
    for document in _documents(folder, paths, progress):
        documents[document.path] = document
        yield from document.problems
    if "index.html" not in finished.files:
        yield Problem.of("index.html", 1, Rule.MISSING_FILE, what="home page", path="index.html")
    yield from links.problems(finished, documents)
    yield from codes.of_printed_addresses(finished, documents, publication)
    for circular in publication.circulars.values():
        yield from codes.of_circular(folder, finished, circular)
        yield from budget.of_scan_page(folder, finished, documents, circular.address)


def _documents(folder: Path, paths: list[str], progress: Report | None) -> Iterator[Document]:
    chosen = [path for path in paths if Path(path).suffix in _READERS]
    for number, path in enumerate(chosen, 1):
        content = (folder / path).read_bytes()
        try:
            yield _READERS[Path(path).suffix](path, content.decode("utf-8"))
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            problem = Problem.of(path, line, Rule.NOT_UTF8, offset=error.start)
            yield Document(path, problems=(problem,))
        if progress:
            progress(number, len(chosen))
