"""The recipes for a clock of one's own make the calls that GitHub takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from markdown_pages import ROOT, Block, blocks

PAGE = "docs/how-to/triggers.md"
OFFERED = ROOT / "tests/forge/github/github-openapi-excerpt.json"
PUBLISH = ROOT / ".github/workflows/publish.yml"
API = "https://api.github.com"
TOKEN = "github_pat_of_the_clock"  # noqa: S105 - a made-up one


@contextmanager
def listening(said: list[tuple[str, dict[str, str], bytes]]) -> Iterator[str]:
    """What GitHub would hear."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            headers = {name.lower(): value for name, value in self.headers.items()}
            said.append((self.path, headers, self.rfile.read(size)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Nothing on the screen."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def block(info: str, word: str) -> Block:
    (found,) = [
        one
        for one in blocks(PAGE)
        if f"{one.language} {one.about}".strip() == info and word in one.text
    ]
    return found


def triggers() -> dict[str, object]:
    """What starts publish.yml; YAML 1.1 reads the key ``on`` as true."""
    found: dict[str, object] = yaml.safe_load(PUBLISH.read_text("utf-8"))[True]
    return found


def test_the_script_for_a_nas_presses_the_button(tmp_path: Path) -> None:
    said: list[tuple[str, dict[str, str], bytes]] = []
    header = f"Authorization: Bearer {TOKEN}\n"
    (tmp_path / ".mergecast-token").write_text(header)
    with listening(said) as address:
        script = tmp_path / "start-publish"
        text = block("sh start-publish", "exec curl").text
        script.write_text(text.replace(API, address))
        done = subprocess.run(
            ["sh", script],
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    ((path, headers, body),) = said
    assert path == "/repos/acme/social/actions/workflows/publish.yml/dispatches"
    assert headers["authorization"] == f"Bearer {TOKEN}"
    assert json.loads(body) == {"ref": "main"}
    assert _offers(
        "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"
    )
    assert "workflow_dispatch" in triggers()


def test_the_worker_presses_the_button_that_the_token_is_for(
    tmp_path: Path,
) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to run a worker with")
    (tmp_path / "worker.mjs").write_text(block("js", "scheduled").text)
    (tmp_path / "run.mjs").write_text(
        "import worker from './worker.mjs';\n"
        "globalThis.fetch = async (url, asked) => {\n"
        "  console.log(JSON.stringify({ url, ...asked }));\n"
        "  return { ok: true, status: 204 };\n"
        "};\n"
        f"await worker.scheduled({{}}, {{ TOKEN: '{TOKEN}' }});\n"
    )
    done = subprocess.run(
        [node, "run.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    asked = json.loads(done.stdout)
    body = json.loads(asked["body"])

    button = "actions/workflows/publish.yml/dispatches"
    assert asked["url"] == f"{API}/repos/acme/social/{button}"
    assert asked["method"] == "POST"
    assert asked["headers"]["Authorization"] == f"Bearer {TOKEN}"
    assert body == {"ref": "main"}


def test_a_call_from_outside_is_taken_as_well() -> None:
    assert triggers()["repository_dispatch"] == {"types": ["mergecast"]}
    assert _offers("POST /repos/{owner}/{repo}/dispatches")


def _offers(operation: str) -> bool:
    return operation in json.loads(OFFERED.read_text("utf-8"))["operations"]
