"""Run commands inside the test's own process: quick, with the real boundary."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from cli.program import Done

from mergecast.cli.boundary import run

if TYPE_CHECKING:
    import pytest


class _Keyboard(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


class Inside:
    """A workspace and a terminal."""

    def __init__(
        self,
        folder: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        self.folder = folder
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def __call__(self, *args: str, now: str = "", typed: str | None = None) -> Done:
        """Run one command; ``typed`` is there only where a person sits."""
        keyboard = io.StringIO() if typed is None else _Keyboard(typed)
        self.monkeypatch.setattr("sys.stdin", keyboard)
        pinned = ("--now", now) if now else ()
        self.capsys.readouterr()
        code = run(["-C", str(self.folder), *pinned, *args])
        said = self.capsys.readouterr()
        return Done(code, said.out, said.err)

    def read(self, path: str) -> str:
        """The text of a file, line ends and all."""
        return (self.folder / path).read_bytes().decode()

    def files(self, *folders: str) -> list[str]:
        """Every file under some folders, in order."""
        return sorted(
            file.relative_to(self.folder).as_posix()
            for name in folders or ("calendar",)
            for file in (self.folder / name).rglob("*")
            if not file.is_dir()
        )
