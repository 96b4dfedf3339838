"""`.github/mergecast.txt`: what a job installs, every file of it by its hash.

It is the one place of a workspace that names the release. The lock of what mergecast
needs is part of the release. Its own wheel lies in the repository, so that no job has
to trust whoever has the name on an index; or, if somebody asks for that, on an index.
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
from mergecast.cli.starting import release_wheel, shipped
from mergecast.errors import UsageError
from mergecast.repository.trees import Tree

_PIN = re.compile(
    r"^(?:mergecast==(?P<index>\S+)|\./(?P<path>\.github/mergecast/"
    r"mergecast-(?P<local>[^-/\s]+)-py3-none-any\.whl))"
    r"[ \t]*(?:\\\r?\n)?[ \t]*--hash=sha256:(?P<hash>[0-9a-f]{64})",
    re.MULTILINE,
)
_PATIENCE = 120.0

_HEAD = """\
# What the jobs install: mergecast, and all that it needs, each by its hash.
# Written by `mergecast init`; `mergecast init --update` moves it to another release.
"""
_END = "# end: lines of your own go below this one, and stay; "
_ENDS = re.compile(rf"^{re.escape(_END)}([0-9a-f]{{64}})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the release is to come from, if somebody said so."""

    wheel: Path | None = None
    index: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """A release and the hash of its wheel, which is empty where there is none.

    ``indexed`` is whether an index is trusted for it; ``raw`` are the bytes of a wheel
    that the workspace has no copy of yet; ``old`` is where that of another release is.
    """

    version: str = __version__
    sha256: str = ""
    indexed: bool = False
    raw: bytes = b""
    old: str = ""

    def lines(self) -> str:
        """How the file names it."""
        if not self.sha256:
            return (
                f"# mergecast {self.version} itself is missing, so no job can start.\n"
                "# In a clone of mergecast `make wheel` builds its wheel; then, here:\n"
                "# mergecast init --update --yes --wheel FILE\n"
            )
        named = f"mergecast=={self.version}"
        if not self.indexed:
            named = f"./{release_wheel.place()}"
        return f"{named} \\\n    --hash=sha256:{self.sha256}\n"


def pin(source: Source, tree: Tree) -> Pin:
    """This release, with its hash: of a wheel, of an index, or as it is pinned already.

    Raises:
        UsageError: there is no such wheel, or another release is pinned.
    """
    known = _PIN.search(_text(tree.read(shipped.PINS)))
    old = (known["path"] or "") if known else ""
    old = old if old != release_wheel.place() else ""
    if source.wheel is not None:
        raw = release_wheel.read(source.wheel)
        return Pin(sha256=release_wheel.digest(raw), raw=raw, old=old)
    if source.index:
        return Pin(sha256=_of_an_index(), indexed=True, old=old)
    if known is None:
        return Pin()
    version = known["index"] or known["local"]
    if version != __version__:
        raise UsageError(
            f"the jobs install mergecast {version}, and {__version__} runs here",
            hint="name its wheel by --wheel: in a clone of mergecast, `make wheel` "
            "builds it",
            not_done="nothing was written",
        )
    if known["index"]:
        return Pin(sha256=known["hash"], indexed=True)
    lies = release_wheel.digest(tree.read(known["path"]) or b"") == known["hash"]
    return Pin(sha256=known["hash"] if lies else "")


def text(pin: Pin, written: Mapping[str, str], there: str = "") -> str:
    """The whole file.

    Args:
        pin: mergecast itself.
        written: digests of the release's files as they are written here, by path.
        there: the file as it is; what people have below its end stays.
    """
    body = f"{_HEAD}{shipped.record(written)}\n{pin.lines()}\n{shipped.lock()}"
    return f"{body}{_END}{_digest(body)}\n{_below(there)}"


def edited(there: str) -> bool:
    """Whether people changed what is above the end of the file."""
    plain = _plain(there)
    found = _ENDS.search(plain)
    return found is None or _digest(plain[: found.start()]) != found[1]


def _below(there: str) -> str:
    plain = _plain(there)
    found = _ENDS.search(plain)
    return "" if found is None else plain[found.end() + 1 :]


def _digest(body: str) -> str:
    """Of all but the records, which other commands look after."""
    kept = [line for line in body.splitlines() if not line.startswith("# shipped: ")]
    return sha256("\n".join(kept).encode()).hexdigest()


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _text(raw: bytes | None) -> str:
    return "" if raw is None else raw.decode("utf-8", "replace")


def _of_an_index() -> str:
    """By this Python's own pip, with whatever index it is set up for.

    Raises:
        UsageError: it has none.
    """
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
            wheels = []
        else:
            wheels = list(Path(folder).glob("*.whl"))
        if len(wheels) == 1:
            return release_wheel.digest(release_wheel.read(wheels[0]))
    raise UsageError(
        f"no index that pip knows here has a wheel of mergecast {__version__}",
        hint="in a clone of mergecast, `make wheel` builds it; then use --wheel",
        not_done="nothing was written",
    )
