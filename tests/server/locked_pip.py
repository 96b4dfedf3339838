"""Stands for pip where no package index is to be asked: `install -r FILE`, by hash.

It takes what the tests' own environment has, if that is to the letter what the file
says, and makes it importable.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path

_LINE = re.compile(r"^([\w.-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$", re.MULTILINE)


def main() -> int:
    """Install, or say why not."""
    args = sys.argv[1:]
    if args[:1] != ["install"] or "--require-hashes" not in args:
        return _refuse(f"only locked installations are expected, not {args}")
    text = Path(args[args.index("-r") + 1]).read_text("utf-8")
    entries = _LINE.findall(text)
    if text.count("--hash=") < len(entries) or not entries:
        return _refuse("a requirement has no hash")
    place = os.environ["INSTALLED"]
    have = {_plain(each.name): each.version for each in distributions(path=[place])}
    wrong = [
        f"{name} {version}, not {have.get(_plain(name))}"
        for name, version, marker in entries
        if not marker and have.get(_plain(name)) != version
    ]
    if wrong:
        return _refuse(", ".join(wrong))
    own = Path(sysconfig.get_path("purelib"))
    (own / "locked.pth").write_text(place + "\n", "utf-8")
    return 0


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _refuse(why: str) -> int:
    sys.stderr.write(f"locked_pip: {why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
