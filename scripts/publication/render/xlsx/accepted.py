"""A field, column or question in, what may be typed into its cells out, as the writer wants it."""

from datetime import date

from publication.model.form import Field, Question
from publication.render.excel_formula import TICKS
from publication.render.xlsx.book import Book

LONGEST_NOTE = 2000
_LONGEST_MESSAGE = 255
_LONGEST_TITLE = 32
"""Excel refuses longer input messages, and longer titles of them."""
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)
"""A year of the Buddhist era read as a common one lies far outside and is refused."""

Accepted = dict[str, object]


def of_field(book: Book, field: Field) -> Accepted:
    if field.options:
        return of_options(book, book.places.option_sets[field.options])
    words = book.words
    if field.kind == "date":
        told = {"error_title": words["date-error-title"], "error_message": words["date-error"]}
        return _between("date", _FIRST_DAY, _LAST_DAY) | told
    if field.kind == "number":
        message = words["number-error"].format(least=field.minimum, most=field.maximum)
        told = {"error_title": words["number-error-title"], "error_message": message}
        return _between("integer", field.minimum, field.maximum) | told
    return of_text(book, field.max_length)


def of_options(book: Book, name: str) -> Accepted:
    return _list(book, f"={name}")


def of_tick(book: Book) -> Accepted:
    return _list(book, list(TICKS[:2]))


def of_text(book: Book, longest: int) -> Accepted:
    return {
        "validate": "length",
        "criteria": "<=",
        "value": longest,
        "error_title": book.words["length-error-title"],
        "error_message": book.words["length-error"].format(count=longest),
    }


def of_evidence(book: Book, question: Question) -> Accepted:
    """Length of the text, and an example to go by."""
    told = book.words["evidence-message"].format(example=question.evidence_example)
    title = book.words["heading-evidence"]
    return of_text(book, LONGEST_NOTE) | prompt(title, told if question.evidence_example else "")


def prompt(title: str, text: str) -> Accepted:
    """What the program shows while the cell is chosen."""
    if not text:
        return {}
    return {"input_title": title[:_LONGEST_TITLE], "input_message": text[:_LONGEST_MESSAGE]}


def _list(book: Book, source: object) -> Accepted:
    return {
        "validate": "list",
        "source": source,
        "error_title": book.words["list-error-title"],
        "error_message": book.words["list-error"],
    }


def _between(kind: str, least: object, most: object) -> Accepted:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
