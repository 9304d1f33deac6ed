"""The catalogue of rules, and the finding that names one; imports no stage."""

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Rule(Enum):
    """What is wrong, and how to mend it; placeholders are filled by :func:`Problem.of`."""

    # reading
    UNREADABLE_FILE = ("the file cannot be read: {reason}", "restore the file or its permissions")
    NOT_UTF8 = ("byte {offset} is not UTF-8", "save the file as UTF-8")
    BAD_YAML = ("not valid YAML: {reason}", "mend the syntax at this line")
    BAD_JSON = ("not valid JSON: {reason}", "mend the syntax at this line")
    TAB = ("a tab stands in the indentation", "indent with two spaces")
    DUPLICATE_KEY = ("'{key}' is given twice, first on line {first}", "keep one of the two")
    ALIAS = ("anchors, aliases and tags are not used here", "write the value out")
    TOO_DEEP = ("nested deeper than {limit} levels", "flatten the structure")
    EMPTY_FILE = ("the file is empty", "fill it in or delete it")
    MISSING_FILE = ("the publication has no {what}", "add {path}")
    WRONG_PLACE = ("no definition belongs at this place", "move the file to {places}")
    WRONG_NAME = ("the id is '{id}' but the file is called '{name}'", "make both the same")

    # shape
    UNKNOWN_FIELD = ("'{field}' is not a field here", "remove it, or did you mean {known}?")
    MISSING_FIELD = ("'{field}' is missing", "add it")
    WRONG_TYPE = ("expected {expected}, found {found}", "write {expected}")
    NOT_ALLOWED = ("'{value}' is not one of {allowed}", "use one of them")
    BAD_PATTERN = ("'{value}' has the wrong form", "{hint}")
    TOO_SHORT = ("'{field}' needs at least {limit}", "add what is missing")
    TOO_LONG = ("'{field}' may have at most {limit}", "shorten it")
    OUT_OF_RANGE = ("{value} is out of range", "use {limit}")
    BAD_SHAPE = ("{reason}", "compare with the schema {schema}")
    BAD_EMAIL = ("'{value}' is not an e-mail address", "write it as name@host.example")
    BAD_URL = ("'{value}' is not a web address", "write it in full, starting with https://")
    BAD_PHONE = ("'{value}' is not a telephone number", "write its digits, such as 02-000-0000")

    # dates
    DATE_FORMAT = ("'{value}' is not a date", "write it as year-month-day, such as 2020-06-18")
    DATE_DOES_NOT_EXIST = ("there is no day '{value}'", "look at the calendar and mend it")
    DATE_BUDDHIST_ERA = (
        "'{value}' is in the Buddhist era, but this field is in the Christian era",
        "write {mended}",
    )
    DATE_CHRISTIAN_ERA = (
        "'{value}' is in the Christian era, but readers are told dates in the Buddhist era",
        "write {mended}",
    )

    # references
    UNKNOWN_KIND = ("there is no kind of organisation '{id}'", "use one of {known}")
    UNKNOWN_LIST = ("there is no list '{id}'", "add it to lists.yml, or use one of {known}")
    UNKNOWN_ITEM = ("the list '{list}' has no item '{id}'", "use one of {known}")
    UNKNOWN_GUIDELINE = ("there is no guideline '{id}'", "use one of {known}")
    UNKNOWN_STEP = ("there is no step '{id}'", "use one of {known}")
    UNKNOWN_FORM = ("there is no form '{id}'", "use one of {known}")
    UNKNOWN_QUESTION = ("there is no question '{id}'", "use one of {known}")
    UNKNOWN_TEMPLATE = ("there is no template '{id}'", "use one of {known}")
    UNKNOWN_SECTION = ("there is no section '{id}'", "use one of {known}")
    UNKNOWN_CIRCULAR = ("there is no circular '{id}'", "use one of {known}")
    UNKNOWN_MAP = ("there is no map '{id}'", "use one of {known}")
    UNKNOWN_PHASE = ("the map's list of phases has no item '{id}'", "use one of {known}")
    UNKNOWN_HAZARD = ("the map has no hazard '{id}'", "use one of {known}")
    UNKNOWN_OPTIONS = ("'{ref}' is not defined in $defs", "add it to $defs")
    DUPLICATE_ID = ("the id '{id}' is used twice, first on line {first}", "rename one of them")
    DUPLICATE_ORDER = ("order {order} is also that of '{other}'", "give each its own")
    UNREACHABLE_GUIDELINE = (
        "no circular, form or other guideline leads to '{id}'",
        "name it in a circular under guidelines, or under see in a step",
    )
    ADDRESS_TAKEN = ("the address {address} belongs to '{other}'", "take another printed serial")
    ADDRESS_NOT_KEPT = (
        "the printed address {address} is not in permanent.yml",
        "add it there, so that no later build can lose it",
    )
    ADDRESS_LOST = (
        "the address {address} was printed for '{circular}', which now has {now}",
        "restore number and serial of the circular",
    )

    # forms
    QUESTION_WITHOUT_GUIDANCE = (
        "question '{question}' links to no guidance step",
        "add x-guidance: <guideline>#<step>, or remove the question",
    )
    OPTION_WITHOUT_POINTS = (
        "answer '{option}' has neither x-points nor x-not-applicable, so no rule counts it",
        "give it one of the two",
    )
    EQUAL_LABELS = ("two answers are both called '{title}'", "give each its own title")
    QUESTION_WITHOUT_ANSWERS = (
        "question '{question}' has no answers",
        "add oneOf, or a $ref to answers in $defs",
    )
    NO_POINTS = ("no answer of '{question}' brings any points", "give the best answer x-points")
    CONDITION_NEVER_HOLDS = (
        "the condition of '{question}' can never hold: {reason}",
        "mend the condition, or remove the question",
    )
    CONDITION_TOO_LONG = (
        "the condition of '{question}' has {size} parts, with those of the questions it looks at",
        "bring it below {limit}, or split the question",
    )
    EMPTY_SECTION = ("no question belongs to section '{section}'", "add one, or remove the section")
    LEVEL_UNREACHABLE = ("level '{level}' can never be reached: {reason}", "mend x-levels")
    CAP_WITHOUT_EFFECT = (
        "x-cap is '{level}', the highest level, so an unmet must-have changes nothing",
        "name a lower level, or remove x-cap",
    )
    SECTION_WITHOUT_WEIGHT = (
        "section '{section}' has questions but weight 0, so its answers count for nothing",
        "give it a weight, or make its questions plain fields",
    )
    MUST_HAVE_NOT_APPLICABLE = (
        "must-have '{question}' offers '{option}', which leaves it out of the count",
        "give it answers without x-not-applicable, or take x-must-have away",
    )
    EQUAL_QUESTIONS = (
        "'{question}' has the same title as '{other}'",
        "give each its own title",
    )
    FIELD_AFTER_QUESTION = (
        "field '{field}' stands after a question of section '{section}'",
        "move it before the questions: the page shows fields of a section first",
    )

    # editions of a form
    VERSION_GOES_BACK = (
        "this is version {version}, but version {published} is published",
        "raise x-form.version",
    )
    CHANGED_WITHOUT_VERSION = (
        "'{what}' differs from the published version {version} in what is asked or counted",
        "raise x-form.version to {next}, or undo the change",
    )
    PUBLISHED_BEFORE = (
        "published {date}, before version {version} of {published}",
        "mend x-form.published",
    )
    ID_VANISHED = (
        "'{id}' of the published version {version} is gone, so old answers to it are lost",
        "put it back, name it in x-renamed-from of what replaces it, or in x-retired",
    )
    ID_CHANGED_KIND = (
        "'{id}' was {was} and is {now}, so old answers to it do not fit",
        "give the new one a new id, and name the old one in x-retired",
    )
    ID_USED_AGAIN = (
        "'{id}' is said to be gone but is in the form",
        "take it out of x-retired or x-renamed-from, or give the new one a new id",
    )
    NEVER_PUBLISHED = (
        "'{id}' is said to be renamed or retired but no published version has it",
        "mend the id, or remove the entry",
    )
    UNKNOWN_LEVEL = ("there is no level '{id}'", "use one of {known}")
    KIND_FIELD = ("{reason}", "keep exactly one field with x-field: kind")

    # maps
    MAP_GAP = ("{gap}", "complete the map, or take the entry out")

    # hand-written pages
    FORM_BLOCK = (
        "the form block {reason}",
        "write three lines from the margin: ```form, the id of the form, ```",
    )
    SECOND_FORM = (
        "the page holds a second form, beside that on line {first}",
        "keep one form a page, and link to the other",
    )

    # wording
    WORDING = ("'{avoid}' is not used in this publication", "write {use}")
    THAI_ORDER = (
        "'{shown}' is typed in an order that search and copying break on",
        "type {mended}",
    )
    INVISIBLE = ("an invisible character ({name}) stands in the text", "delete it")

    # the finished site
    BROKEN_LINK = ("the link to {target} leads nowhere", "mend the link or publish the page")
    BROKEN_ANCHOR = ("{target} has no place called '{anchor}'", "mend the link or add the id")
    OTHER_ORIGIN = ("{target} would be asked from another origin", "serve it from this site")
    INLINE_STYLE = ("inline style on <{tag}>", "move it into a stylesheet")
    INLINE_HANDLER = ("inline handler {handler} on <{tag}>", "bind it in a script")
    NO_POLICY = ("the page carries no content security policy", "publish it through publication")
    POLICY_HASH = ("an inline <{tag}> is not covered by the policy", "publish the page again")
    POLICY_LATE = (
        "<{tag}> stands before the policy, which therefore does not govern it",
        "put it below <meta charset>",
    )
    POLICY_DIFFERS = ("the policy is not the one that this page needs", "publish the page again")
    NO_LANGUAGE = ("<html> has no lang", "state the language of the page")
    HEADINGS = ("the page has {count} <h1>", "give it exactly one")
    NO_ALT = ("an image has no alt", "say what it shows")
    DUPLICATE_ANCHOR = ("the id '{id}' stands twice in the page", "make ids unique")
    CODE_MISSING = ("the circular '{circular}' has no QR code here", "publish the site again")
    CODE_UNREADABLE = ("the QR code cannot be read back", "print it larger or shorten the address")
    CODE_DIFFERS = ("the QR code reads {found}, not {expected}", "build the code again")
    CODE_TARGET = ("the QR code opens {target}, which the site does not have", "publish that page")
    ADDRESS_SILENT = ("the printed address {address} does not answer", "publish its scan page")
    ADDRESS_ELSEWHERE = (
        "the printed address {address} opens a page without a link to the circular '{circular}'",
        "publish the scan page of that circular there",
    )
    OVER_BUDGET = ("{what} weighs {size} bytes gzipped, over {limit}", "make it lighter")

    @property
    def what(self) -> str:
        return self.value[0]

    @property
    def mend(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A finding: where, which rule, what, and how to mend it."""

    file: str
    """Path relative to the publication's root, with forward slashes."""
    line: int
    """From 1."""
    rule: str
    what: str
    mend: str

    @classmethod
    def of(cls, file: str, line: int, rule: Rule, **words: object) -> "Problem":
        """Fill the rule's message; a placeholder without a word raises KeyError."""
        shown = {name: _one_line(word) for name, word in words.items()}
        return cls(file, line, rule.name, rule.what.format(**shown), rule.mend.format(**shown))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.what}; {self.mend}"


class ProblemsFound(Exception):
    """Raised where a stage needs clean input and did not get it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def _one_line(word: Any) -> str:
    """As printable text of bounded length: what is shown may come from a hostile file."""
    listed = isinstance(word, (list, tuple))
    text = (", ".join(map(str, word)) or "none") if listed else str(word)
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return text if len(text) <= 160 else text[:159] + "…"
