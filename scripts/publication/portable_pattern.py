"""A regular expression of a definition in; why Python and browsers may read it differently, out.

JSON Schema takes patterns as ECMAScript's ``RegExp(pattern, "u")`` reads them. Only a core that
Python's ``re`` shares is portable: characters, ``[…]``, groups, ``|`` inside groups, counted and
uncounted repetition, look-ahead, all of it between one ``^`` and one ``$``.
"""

import re
from functools import lru_cache

MOST_REPEATS = 1000
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
"""What ECMAScript lets a backslash stand before, outside a class."""
_CONTROLS = frozenset("nrt")
"""Letters that mean the same control character after a backslash in both."""
_CLASS_ESCAPES = _SYNTAX | frozenset("-")
_CLASS_WORDS = {
    "d": "write [0-9]",
    "D": "write [^0-9]",
    "w": "write [A-Za-z0-9_]",
    "W": "write [^A-Za-z0-9_]",
    "s": "write the spaces that are meant",
    "S": "write the spaces that are not meant, as [^ ]",
    "b": "say what stands beside it",
    "B": "say what stands beside it",
}
_COUNT = re.compile(r"\{([0-9]{1,9})(,([0-9]{1,9})?)?\}")
_DOLLAR = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)


def pattern_problem(pattern: str) -> str:
    """Why a pattern may mean different things to Python and to browsers; "" when it cannot."""
    try:
        _Reader(pattern).whole()
    except _NotPortableError as reason:
        return str(reason)
    return ""


@lru_cache(maxsize=1000)
def as_browsers_do(pattern: str) -> re.Pattern[str]:
    """For ``search``: a portable pattern as browsers read it. There ``$`` is the very end, while
    Python's also stands before a final newline. Raises re.error where Python cannot read it."""
    return re.compile(_DOLLAR.sub(lambda m: r"\Z" if m[0] == "$" else m[0], pattern))


class _NotPortableError(Exception):
    """The message says what stands in the way."""


class _Reader:
    """Reads a pattern of the portable core from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def whole(self) -> None:
        self._expect("^", "the pattern does not start with ^, so it would match inside a text")
        self._sequence()
        if self._next() == ")":
            raise self._problem("')' closes no group; write \\)")
        if self._next() == "|":
            raise self._problem("'|' outside a group splits ^ from $; write ^(?:a|b)$")
        self._expect("$", "the pattern does not end with $, so it would match inside a text")
        if self._next():
            raise self._problem("'$' may only end the pattern")

    def _sequence(self) -> None:
        while (following := self._next()) and following not in "|)$":
            if self._atom():
                self._quantifier()

    def _atom(self) -> bool:
        """One part of a sequence; whether it may be repeated."""
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            self._class()
        elif character == "\\":
            self._escape(_SYNTAX)
        elif character == ".":
            raise self._problem("'.' stops at different line ends; write [^\\n]")
        elif character in _SYNTAX and character != "/":
            raise self._problem(f"'{character}' has nothing to belong to; write \\{character}")
        else:
            self._character()
        return True

    def _group(self) -> bool:
        self._at += 1
        repeatable = True
        if self._next() == "?":
            mark = self._pattern[self._at : self._at + 2]
            if mark not in ("?:", "?=", "?!"):
                raise self._problem(f"'({mark}' is not a group in both; use (?:…), (?=…) or (?!…)")
            repeatable = mark == "?:"
            self._at += 2
        self._sequence()
        while self._next() == "|":
            self._at += 1
            self._sequence()
        self._expect(")", "'$' may only end the pattern" if self._next() else "a group stays open")
        if not repeatable and self._next() in tuple("*+?{"):
            raise self._problem("a look-ahead cannot be repeated")
        return repeatable

    def _class(self) -> None:
        self._at += 1
        if self._next() == "^":
            self._at += 1
        if self._next() == "]":
            raise self._problem("an empty class, or a ']' that needs a backslash")
        while self._next() != "]":
            first = self._member()
            if self._next() == "-" and self._pattern[self._at + 1 : self._at + 2] not in ("]", ""):
                self._no_set_operator()
                self._at += 1
                if self._member() < first:
                    raise self._problem("the range in the class runs backwards")
        self._at += 1

    def _member(self) -> str:
        character = self._next()
        if not character:
            raise self._problem("a class stays open")
        if character == "\\":
            return self._escape(_CLASS_ESCAPES)
        if character == "[":
            raise self._problem("'[' in a class needs a backslash")
        self._no_set_operator()
        return self._character()

    def _no_set_operator(self) -> None:
        two = self._pattern[self._at : self._at + 2]
        if two in ("--", "&&", "||", "~~"):
            raise self._problem(f"'{two}' in a class is kept for sets; one of it is enough")

    def _escape(self, allowed: frozenset[str]) -> str:
        """Reads a backslash and what follows; returns the character it means."""
        following = self._pattern[self._at + 1 : self._at + 2]
        if following in _CLASS_WORDS:
            raise self._problem(f"'\\{following}' differs; {_CLASS_WORDS[following]}")
        if not following or following not in allowed | _CONTROLS:
            raise self._problem(f"'\\{following}' is not read alike; write the character itself")
        self._at += 2
        return {"n": "\n", "r": "\r", "t": "\t"}.get(following, following)

    def _character(self) -> str:
        character = self._next()
        if "\ud800" <= character <= "\udfff":
            raise self._problem("half a surrogate pair is not a character")
        self._at += 1
        return character

    def _quantifier(self) -> None:
        if self._next() == "{":
            self._count()
        elif self._next() in tuple("*+?"):
            self._at += 1
        else:
            return
        if self._next() == "?":
            self._at += 1
        if self._next() in tuple("*+?{"):
            raise self._problem("a repetition cannot be repeated or possessive; use a group")

    def _count(self) -> None:
        found = _COUNT.match(self._pattern, self._at)
        if not found:
            raise self._problem("'{' needs a backslash, or a number and '}'")
        least, most = int(found[1]), int(found[3] or found[1])
        if most < least or most > MOST_REPEATS:
            raise self._problem(f"a count runs from few to many, up to {MOST_REPEATS}")
        self._at = found.end()

    def _next(self) -> str:
        """The character to come; empty at the end."""
        return self._pattern[self._at : self._at + 1]

    def _expect(self, character: str, otherwise: str) -> None:
        if self._next() != character:
            raise self._problem(otherwise)
        self._at += 1

    def _problem(self, reason: str) -> _NotPortableError:
        return _NotPortableError(f"at character {self._at + 1}: {reason}")
