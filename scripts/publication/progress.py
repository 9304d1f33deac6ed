"""What long work tells the terminal: which step of how many, how far it is, how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Report = Callable[[int, int], None]
"""Called with how many are done, and of how many."""

_console = Console(stderr=True, highlight=False)


@contextmanager
def step(title: str) -> Iterator[Report]:
    """A step of the work: a live bar on a terminal, one line with the time when it is done."""
    begun = time.monotonic()
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn())
    counted = 0
    live = _console.is_terminal
    with Progress(*columns, console=_console, transient=True, disable=not live) as bar:
        task = bar.add_task(title, total=None)

        def report(done: int, total: int) -> None:
            nonlocal counted
            counted = total
            bar.update(task, completed=done, total=total)

        yield report
    number = f" ({counted:,})" if counted else ""
    _console.print(f"  {title}{number} {time.monotonic() - begun:.1f} s", markup=False)


def say(line: str) -> None:
    """One line to the person at the terminal."""
    _console.print(line, markup=False, soft_wrap=True)
