"""Where a secret may go: a pipe, or a new file that only its owner reads.

Never a terminal, whose words stay on screens and in scroll-back; never a job's log; and
never a folder that could be committed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from mergecast.cli.keys.hiding import undisguised
from mergecast.errors import UsageError

_NOTHING = "nothing was asked or written"
_PIPE = "mergecast connect ... | gh secret set MERGECAST_SECRETS --env publish"


def way_out(
    output: Path | None, environment: Mapping[str, str] = os.environ
) -> Callable[[str], None]:
    """What takes the secret, once there is one.

    Raises:
        UsageError: it would be seen, or kept where it should not be.
    """
    if output is not None:
        return _to_file(output)
    if environment.get("GITHUB_ACTIONS") == "true":
        raise UsageError(
            "a job has nobody to ask, and its log would show the keys",
            hint="run `mergecast connect` on your own machine",
            not_done=_NOTHING,
        )
    if sys.stdout.isatty():
        raise UsageError(
            "the keys are never shown on a terminal",
            hint=f"pipe them: {_PIPE}; or name a file with --output",
            not_done=_NOTHING,
        )
    return _to_pipe


def _to_pipe(text: str) -> None:
    """Standard output as it is: what hides secrets there would hide these, too."""
    out = undisguised(sys.stdout)
    out.write(text)
    out.flush()


def _to_file(output: Path) -> Callable[[str], None]:
    file = output.absolute()
    folder = file.parent.resolve()
    if not folder.is_dir():
        raise UsageError(f"there is no folder '{file.parent}'", not_done=_NOTHING)
    for each in (folder, *folder.parents):
        if (each / ".git").exists() or (each / "HEAD").is_file():
            raise UsageError(
                f"'{output}' is inside the repository '{each}', and could be committed",
                hint="name a file outside of any repository",
                not_done=_NOTHING,
            )
    if os.path.lexists(file):
        raise UsageError(
            f"'{output}' is there already",
            hint="name a new file, or take that one away",
            not_done=_NOTHING,
        )

    def write(text: str) -> None:
        # Made by this very call, so that no link and no other owner is in between.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(folder / file.name, flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)

    return write
