"""A finished site behind a server that does what a good static host does: headers, gzip, 404."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}


class Host(SimpleHTTPRequestHandler):
    """Serves one folder under the rules of its _headers file."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, rules: list[tuple[str, list[str]]], **named: Any) -> None:
        self.rules = rules
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        target = Path(self.translate_path(self.path))
        if target.is_dir() and not self.path.split("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", self.path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = target / "index.html" if target.is_dir() else target
        status = HTTPStatus.OK
        if self.path == "/favicon.ico":  # asked for where an address is no page, such as a style
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
            return
        if not file.is_file():
            file, status = Path(self.directory) / "404.html", HTTPStatus.NOT_FOUND
        content = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in PACKED:
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        for pattern, headers in self.rules:
            if fnmatch(self.path.split("?")[0], pattern):
                for header in headers:
                    name, _, value = header.partition(":")
                    self.send_header(name.strip(), value.strip())
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet: what went wrong shows in the browser's console."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site's address while the block runs; each call is an origin of its own."""
    text = (site / "_headers").read_text("utf-8") if (site / "_headers").exists() else ""
    blocks = re.findall(r"^(/\S*)\n((?:[ \t]+.+\n?)+)", text, re.MULTILINE)
    rules = [(pattern, block.strip().splitlines()) for pattern, block in blocks]
    handler = partial(Host, directory=str(site), rules=rules)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
