"""A form and the bytes of a filled file in; its score, and what could not be taken, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from publication import answer_file, office_file
from publication.admission import Note, Terms
from publication.arrival import Arrival, NotUsable, Unreadable
from publication.model.form import Form
from publication.scoring import Score, percent, plan_of, score


@dataclass(frozen=True, slots=True)
class ScoredFile:
    """One file; without a score it could not be used at all."""

    name: str
    score: Score | None
    version: int
    """Of the form that was filled in; 0: not known."""
    notes: tuple[Note, ...]
    """Values that were not taken."""
    damaged: bool
    """Whether the checksum disagrees with the content."""
    why: str = ""
    """Why the file could not be used; empty when it could."""

    @property
    def whole(self) -> bool:
        """Whether everything in the file counts."""
        return not (self.why or self.damaged or self.notes)

    def as_data(self) -> dict[str, Any]:
        """For JSON; shares in basis points."""
        if self.score is None:
            return {"file": self.name, "unusable": self.why}
        total = self.score.total
        return {
            "file": self.name,
            "version": self.version,
            "bp": total.bp,
            "level": self.score.level,
            "uncapped": self.score.uncapped,
            "answered": total.answered,
            "asked": total.asked,
            "sections": {tally.id: tally.bp for tally in self.score.sections},
            "unmet": list(self.score.unmet),
            "gaps": list(self.score.gaps),
            "damaged": self.damaged,
            "not-taken": [
                {"id": note.id + note.place, "why": note.reason, "value": note.value}
                for note in self.notes
            ],
        }


def scored(form: Form, name: str, content: bytes | OSError, today: date) -> ScoredFile:
    """Never raises, whatever the bytes. Near ``today`` are the years that are written short."""
    if isinstance(content, OSError):
        return _unusable(name, f"the file cannot be read: {content.strerror or 'unknown error'}")
    plan = plan_of(form)
    terms = Terms(plan, form.schema, form.history.renamed, form.history.retired)
    try:
        arrival = _arrival(form, terms, content, today)
    except NotUsable as refused:
        return _unusable(name, _WHY[refused.why].format(form=refused.form, mine=form.id))
    return ScoredFile(
        name=name,
        score=score(plan, arrival.answers),
        version=arrival.version,
        notes=arrival.notes,
        damaged=arrival.damaged,
    )


def _arrival(form: Form, terms: Terms, content: bytes, today: date) -> Arrival:
    if office_file.is_office(content):
        return office_file.read(terms, form.kind_field, content, today)
    return answer_file.read(terms, content)


def in_text(form: Form, file: ScoredFile) -> Iterator[str]:
    """Lines for a terminal."""
    if file.score is None:
        yield f"{file.name}: {file.why}"
        return
    total, level = file.score.total, file.score.level
    share = "no score" if total.bp is None else f"{percent(total.bp)}%"
    named = "" if level is None else f" {form.level(level).title}"
    left = total.asked - total.answered
    yield f"{file.name}: {share}{named}" + (f" (provisional, {left} unanswered)" if left else "")
    if file.score.uncapped != level:
        yield f"  capped by {len(file.score.unmet)} must-haves: {', '.join(file.score.unmet)}"
    for section, tally in zip(form.sections, file.score.sections, strict=True):
        if tally.asked:
            share = "no score" if tally.bp is None else f"{percent(tally.bp)}%"
            yield f"  {share:>8}  {section.title} ({tally.answered}/{tally.asked})"
    if file.damaged:
        yield "  the checksum disagrees: the file was damaged on its way, or changed by hand"
    if file.version != form.version:
        yield f"  filled in with version {file.version}, scored as version {form.version}"
    for note in file.notes:
        place = _short(note.id + note.place)
        yield f"  not taken: {place}: {note.reason}: {_short(note.value)}"


_WHY: Mapping[Unreadable, str] = {
    "empty": "the file is empty; save the answers again",
    "too-large": "the file is larger than any answers can be; send the file that was filled in",
    "not-text": "the file is neither text nor .xlsx nor .docx; send the file that was filled in",
    "too-deep": "the file is nested deeper than answers are; send the file that was filled in",
    "not-json": "the file is cut off or is no JSON; save the answers again and send it unchanged",
    "not-answers": "the file holds no answers; send the .json file that the page saved",
    "other-form": "the answers are to the form '{form}', not to '{mine}'; name that form",
    "damaged": "the file is cut off or damaged; save it again and send it unchanged",
    "encrypted": "the file has a password or is older than 2007; save it as .xlsx or .docx "
    "without a password",
    "not-office": "the file is neither .xlsx nor .docx; save it in that format, or unpack it",
    "no-meta": "the file was not made by this publication, or the program that saved it (such as "
    "LibreOffice before 7.5) dropped what tells the answers; copy them into a new blank file",
}


def _unusable(name: str, why: str) -> ScoredFile:
    return ScoredFile(name, None, 0, (), False, why)


def _short(value: Any) -> str:
    """Printable and on one line: the value may come from a hostile file."""
    text = str(value)
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return text if len(text) <= 60 else f"{text[:59]}…"
