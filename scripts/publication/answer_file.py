"""Bytes of an answer file in, the answers that a form accepts out, every other one named; and back.

The twin of ``overrides/components/travel/answer-file.ts``: the same bytes for the same content.
"""

import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from publication.admission import Terms, admit
from publication.arrival import Arrival, NotUsable
from publication.scoring import Answers, Score

FORMAT = "publication-answers"
MOST_BYTES = 2_000_000
"""The fullest form takes about a quarter of it."""
DEEPEST = 16
"""Brackets within brackets; answers need four."""
MOST_NUMBER = 2**53 - 1
"""Beyond it a browser rounds integers."""

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class FileScore:
    """A score as files hold it; shares in basis points."""

    bp: int
    level: str | None
    provisional: bool
    """Whether questions are still open."""
    sections: Mapping[str, int]
    """By id; sections in which nothing applies left out."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says, apart from its checksum."""

    form: str
    version: int
    kind: str | None
    """Of organisation; None: not answered, or not asked."""
    saved: datetime
    """With its offset."""
    answers: Answers
    name: str = ""
    """What its writer calls these answers."""
    unplaced: Answers = field(default_factory=dict)
    """Kept from older versions, which asked what this one does not."""
    score: FileScore | None = None


def file_bytes(content: Content) -> bytes:
    """Half a character becomes U+FFFD, since UTF-8 cannot hold it."""
    score = content.score
    said: dict[str, Any] = _well_formed(
        {
            "format": FORMAT,
            "form": content.form,
            "version": content.version,
            "kind": content.kind,
            **({"name": content.name} if content.name else {}),
            "saved": content.saved.isoformat(timespec="seconds"),
            "answers": content.answers,
            **({"unplaced": content.unplaced} if content.unplaced else {}),
            "score": score
            and {
                "bp": score.bp,
                "level": score.level,
                "provisional": score.provisional,
                "sections": score.sections,
            },
        }
    )
    text = json.dumps({**said, "checksum": checksum(said)}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def file_name(content: Content) -> str:
    """ASCII, so that no mail server or archive garbles it."""
    day = content.saved.strftime("%Y%m%d")
    return f"{content.form}-v{content.version}-{content.kind or 'all'}-{day}.json"


def file_score(score: Score) -> FileScore | None:
    """A score as files hold it; None while there is none."""
    total = score.total
    if total.bp is None or total.answered == 0:
        return None
    sections = {tally.id: tally.bp for tally in score.sections if tally.bp is not None}
    return FileScore(total.bp, score.level, total.answered < total.asked, sections)


def read(terms: Terms, content: bytes) -> Arrival:
    """What of a file the form accepts. Raises NotUsable; nothing else, whatever the bytes."""
    said = parsed(_decoded(content))
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotUsable("not-answers")
    stated = said.pop("checksum", None)
    form, version, answers = said.get("form"), said.get("version"), said.get("answers")
    if not isinstance(form, str) or not isinstance(answers, dict):
        raise NotUsable("not-answers")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotUsable("not-answers")
    if form != terms.plan["form"]:
        raise NotUsable("other-form", form)
    unplaced, name, saved = said.get("unplaced"), said.get("name"), said.get("saved")
    admission = admit(terms, answers, unplaced if isinstance(unplaced, dict) else {})
    return Arrival(
        answers=admission.answers,
        unplaced=admission.unplaced,
        notes=tuple(admission.notes),
        name=name if isinstance(name, str) else "",
        saved=saved if isinstance(saved, str) else "",
        version=version,
        damaged=stated != checksum(said),
    )


def _decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 with its mark."""
    if len(content) > MOST_BYTES:
        raise NotUsable("too-large")
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(content[:2], "utf-8")
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise NotUsable("not-text") from None


def parsed(text: str) -> Any:
    """JSON of limited depth, its text well formed. Raises NotUsable."""
    if not text.strip(" \t\r\n"):
        raise NotUsable("empty")
    if any(depth > DEEPEST for depth in _depths(text)):
        raise NotUsable("too-deep")
    try:
        return _well_formed(
            json.loads(
                text, parse_int=_number, parse_float=_number, parse_constant=_refuse_constant
            )
        )
    except ValueError:
        raise NotUsable("not-json") from None


def _depths(text: str) -> Iterator[int]:
    """Counted before parsing, since what walks a value deeper than this could exhaust the stack."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        yield depth


def _number(text: str) -> int | float:
    """As a browser has it, which knows no other numbers than floating ones."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) <= MOST_NUMBER else value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        # pairs that were put together from halves are characters
        paired = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return _HALF.sub("\ufffd", paired)
    if isinstance(value, Mapping):
        return {_well_formed(name): _well_formed(each) for name, each in value.items()}
    return [_well_formed(each) for each in value] if isinstance(value, list | tuple) else value


def checksum(content: Any) -> str:
    """Of everything in a file but itself.

    CRC-32 tells damage on the way; it is no seal: whoever changes a file can count it anew.
    """
    return f"crc32:{zlib.crc32(_canonical(content).encode()):08x}"


def _canonical(value: Any) -> str:
    """One text for each content: keys in order of their UTF-16 units, no spaces."""
    if isinstance(value, list):
        return f"[{','.join(map(_canonical, value))}]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return f"{{{','.join(f'{_quoted(each)}:{_canonical(value[each])}' for each in names)}}}"
    # no export holds such a number, and languages write it differently
    return "#" if isinstance(value, float) else _quoted(value)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
