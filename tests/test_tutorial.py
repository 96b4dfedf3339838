"""The tutorial is walked through as written, and says what really happens.

Its console blocks are run in order in one shell's state; a YAML block whose info string
names a file is saved there; what commands print is compared, ids left aside. A line
``…`` on the page stands for anything.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown_pages import Block, blocks

PAGE = "docs/tutorials/first-post.md"
ADDRESS = "http://127.0.0.1:8377"
_IDS = (
    (re.compile(r"\b\d{15,}\b"), "<number>"),
    (re.compile(r"\b[0-9a-f]{10,64}\b"), "<id>"),
)


@dataclass(slots=True)
class Shell:
    """A reader's terminal, and the other one in which the sandbox runs."""

    folder: Path
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    address: str = ADDRESS
    more: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Begin in an empty folder, as nobody in particular."""
        state = self.folder / "state"
        state.mkdir()
        desk = self.folder / "desk"
        desk.mkdir()
        (state / "where").write_text(str(desk), "utf-8")
        (state / "variables").write_text("", "utf-8")

    def type(self, line: str) -> str:
        """Run a line and return what it prints; the next one goes on from there."""
        if line == "mergecast sandbox":
            return self._serve()
        line = line.replace(ADDRESS, self.address)
        state = self.folder / "state"
        script = (
            f'cd "$(cat {state}/where)" && . {state}/variables\n{line}\n'
            f"status=$?; pwd > {state}/where; export -p > {state}/variables\n"
            "exit $status"
        )
        done = subprocess.run(
            ["bash", "-c", script],
            env=self._env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout.replace(self.address, ADDRESS)

    def write(self, path: str, text: str) -> None:
        """Save a file as the page says."""
        where = Path((self.folder / "state" / "where").read_text("utf-8").strip())
        target = where / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def close(self) -> None:
        """Stop what runs."""
        for process in self.running:
            process.terminate()
            process.communicate(timeout=30)

    def _serve(self) -> str:
        where = (self.folder / "state" / "where").read_text("utf-8").strip()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "mergecast", "sandbox", "--port", "0"],
            cwd=where,
            env=self._env() | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.running.append(process)
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("stop it"):
                break
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        self.address = found[0]
        return said.replace(self.address, ADDRESS)

    def _env(self) -> dict[str, str]:
        programs = Path(sys.executable).parent
        return {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONUTF8": "1",
            "COLUMNS": "100",
            **self.more,
        }


def steps(block: Block) -> Iterator[tuple[str, str]]:
    """The lines that one types, each with what the page says it prints."""
    for chunk in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, output = chunk.partition("\n")
        yield line, output


def pattern(expected: str) -> str:
    """What the page says, with room for ids and for what it leaves out."""
    lines = [
        r"(?s:.*)" if line.strip() == "…" else re.escape(plain(line))
        for line in expected.rstrip().split("\n")
    ]
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text without what differs from one walk to the next."""
    for ids, name in _IDS:
        text = ids.sub(name, text)
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    """A terminal in an empty folder."""
    made = Shell(tmp_path)
    made.start()
    yield made
    made.close()


def test_the_tutorial_is_true_from_beginning_to_end(shell: Shell) -> None:
    count = 0
    for block in blocks(PAGE):
        if block.language == "yaml" and block.about:
            shell.write(block.about.split()[0], block.text)
        if block.language != "console":
            continue
        for line, expected in steps(block):
            count += 1
            said = shell.type(line)
            assert re.fullmatch(pattern(expected), plain(said)), (
                f"{block}: $ {line}\n--- the page says:\n{expected}--- it says:\n{said}"
            )

    assert count >= 15
