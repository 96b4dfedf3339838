"""Read a Dockerfile, and walk through it in a scratch folder instead of an image.

Every absolute path that it writes to is mapped into the scratch folder. What changes
the system (apt-get, useradd) is answered by stand-ins that only write down what they
were asked; everything else is run as it stands, by the same shell.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
MAPPED = re.compile(r"(?<![\w.$}/-])/(build|opt|var|etc|home|root|usr|run)(?=/)")
_STAND_IN = """\
#!/bin/sh
echo "${{0##*/}} $*" >> '{notes}'
"""
_PIP = """\
#!{python}
import runpy
runpy.run_path({script!r}, run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction of a Dockerfile, its lines put together."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        """What stands between blanks, options left out."""
        return [word for word in self.text.split() if not word.startswith("--")]


def instructions(path: Path) -> list[Instruction]:
    """All of them, in order."""
    lines = [
        line
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    whole = "\n".join(lines).replace("\\\n", " ").split("\n")
    pairs = (line.split(None, 1) for line in whole)
    return [Instruction(name, " ".join(text.split())) for name, text in pairs]


@dataclass(slots=True)
class Scratch:
    """A folder that stands for the image's root."""

    folder: Path
    index: bool = False
    """Whether pip may ask a package index."""
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def notes(self) -> list[str]:
        """What the stand-ins were asked."""
        notes = self.folder / "notes"
        return notes.read_text("utf-8").splitlines() if notes.exists() else []

    def walk(self, steps: list[Instruction]) -> None:
        """Run and copy, in order."""
        self._stand_ins()
        for step in steps:
            if step.name == "RUN":
                self.run(step.text)
            elif step.name == "COPY":
                self._copy(step)
            elif step.name == "ENV":
                name, _, value = step.text.partition("=")
                self.variables[name] = self.mapped(value)

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run one command as the image would."""
        pip = self.folder / "opt/mergecast/bin/pip"
        if pip.exists() and not self.index:
            self._replace(pip)
        done = subprocess.run(
            ["/bin/sh", "-c", self.mapped(command)],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done

    def environment(self) -> dict[str, str]:
        """What a command sees."""
        from_outside = {k: v for k, v in os.environ.items() if k.startswith("PIP_")}
        path = f"{self.folder / 'shims'}:{os.environ['PATH']}"
        return {
            **(from_outside if self.index else {}),
            "PATH": path,
            "HOME": str(self.folder),
            **self.variables,
        }

    def mapped(self, text: str) -> str:
        """``text`` with the image's paths in the scratch folder."""
        return MAPPED.sub(rf"{self.folder}/\1", text)

    def _stand_ins(self) -> None:
        shims = self.folder / "shims"
        shims.mkdir()
        for name in ("apt-get", "useradd"):
            shim = shims / name
            shim.write_text(_STAND_IN.format(notes=self.folder / "notes"))
            shim.chmod(0o755)
        (shims / "python").symlink_to(Path(sys.executable).resolve())
        tini = shims / "tini"
        tini.write_text('#!/bin/sh\n[ "$1" = -- ] && shift\nexec "$@"\n')
        tini.chmod(0o755)

    def _replace(self, pip: Path) -> None:
        script = str(Path(__file__).with_name("locked_pip.py"))
        python = self.folder / "opt/mergecast/bin/python"
        pip.unlink()
        pip.write_text(_PIP.format(python=python, script=script))
        pip.chmod(0o755)
        self.variables["INSTALLED"] = str(Path(click.__file__).parents[1])

    def _copy(self, step: Instruction) -> None:
        *sources, target = step.words
        if "--from=" in step.text:
            return
        for source in sources:
            to = Path(self.mapped(target))
            to.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                skip = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / source, to, ignore=skip)
            else:
                shutil.copy(ROOT / source, to)
            if "--chmod=755" in step.text:
                to.chmod(0o755)
