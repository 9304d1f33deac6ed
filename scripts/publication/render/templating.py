"""The Jinja environment of all pages: escaped, strict, with Thai filters."""

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publication import thai
from publication.engine import OVERRIDES
from publication.render.form_view import form_view, taking
from publication.render.thai_lines import kept


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Templates under overrides/; an unknown name in a template raises."""
    made = Environment(
        loader=FileSystemLoader(OVERRIDES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters.update(
        long_date=thai.long_date,
        letter_date=thai.letter_date,
        thai_digits=thai.thai_digits,
        form_view=form_view,
        taking=taking,
        kept=kept,
        fill=lambda text, **values: text.format(**values),
        thai_fill=lambda text, **values: thai.thai_digits(text.format(**values)),
    )
    return made
