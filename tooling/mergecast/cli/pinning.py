"""`.github/mergecast.txt`: what a job installs, every file of it by its hash.

It is the one place of a workspace that names the release. The lock of what mergecast
needs is part of the release; the hash of its own wheel cannot be, so it is taken of a
file at hand, or of what an index has under this version.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from mergecast import __version__
from mergecast.cli import shipped
from mergecast.errors import UsageError

_NAME = re.compile(r"mergecast-([0-9][0-9A-Za-z.!+_]*)-[^-]+-[^-]+-[^-]+\.whl")
_PIN = re.compile(
    r"^mergecast==(\S+)[ \t]*(?:\\\n)?[ \t]*--hash=sha256:([0-9a-f]{64})", re.MULTILINE
)
_PATIENCE = 120.0

_HEAD = """\
# What the jobs install: mergecast, and all that it needs, each by its hash.
# Written by `mergecast init`; `mergecast init --update` moves it to another release.
"""


@dataclass(frozen=True, slots=True)
class Pin:
    """A release, and the hash of its wheel; empty where it is not known."""

    version: str = __version__
    sha256: str = ""

    def lines(self) -> str:
        """How the file names it."""
        if not self.sha256:
            return (
                f"# mergecast {self.version} itself is missing: no index had its wheel."
                "\n# Run `mergecast init --update --yes --wheel FILE` with the wheel.\n"
            )
        return f"mergecast=={self.version} \\\n    --hash=sha256:{self.sha256}\n"


def pin(wheel: Path | None, there: str = "") -> Pin:
    """This release, with its hash: of ``wheel``, as pinned already, or of an index.

    Raises:
        UsageError: the wheel is none, or of another release.
    """
    if wheel is not None:
        return _of(wheel)
    known = _PIN.search(there)
    if known is not None and known[1] == __version__:
        return Pin(sha256=known[2])
    return _of_an_index()


def text(pin: Pin, written: Mapping[str, str]) -> str:
    """The whole file.

    Args:
        pin: mergecast itself.
        written: the files of the release as they are written here, by path.
    """
    return f"{_HEAD}{shipped.record(written)}\n{pin.lines()}\n{shipped.lock()}"


def _of(wheel: Path) -> Pin:
    found = _NAME.fullmatch(wheel.name)
    if found is None or found[1] != __version__:
        raise UsageError(
            f"'{wheel.name}' is no wheel of mergecast {__version__}",
            hint="give the wheel of the release that runs here",
            not_done="nothing was written",
        )
    try:
        return Pin(sha256=sha256(wheel.read_bytes()).hexdigest())
    except OSError as error:
        raise UsageError(
            f"'{wheel}' cannot be read: {error.strerror or error}",
            not_done="nothing was written",
        ) from None


def _of_an_index() -> Pin:
    """By this Python's own pip, with whatever index it is set up for."""
    with tempfile.TemporaryDirectory(prefix="mergecast-wheel-") as folder:
        options = ("--disable-pip-version-check", "--quiet", "--no-deps", "--no-input")
        wanted = ("--only-binary", ":all:", "--dest", folder)
        command = [sys.executable, "-m", "pip", "download", *options, *wanted]
        try:
            subprocess.run(  # noqa: S603 - our own arguments, as a list
                [*command, f"mergecast=={__version__}"],
                capture_output=True,
                check=True,
                timeout=_PATIENCE,
            )
        except (OSError, subprocess.SubprocessError):
            return Pin()
        wheels = [each for each in Path(folder).iterdir() if _NAME.fullmatch(each.name)]
        return _of(wheels[0]) if len(wheels) == 1 else Pin()
