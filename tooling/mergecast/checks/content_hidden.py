"""Git shows reviewers the same words that are published.

A `.gitattributes` file can make git or the forge show a file otherwise than it is:
hide its changes ("binary file", "large or generated: load diff"), run a program over
it, or write it in another encoding. What a reviewer approves would then not be what
goes out. So no line may do that to files under calendar/, styleguide/ or playbooks/,
or to mergecast.yaml, whatever another line says. For posts, `filter` (Git LFS, too) is
refused on images as well: the publisher sends the bytes that git stores.

Line ends (`text`, `eol`), `merge` and `export-ignore` hide nothing and are free, and
so is anything that is written for other files.

Passes::

    # .gitattributes
    * text=auto
    *.png binary
    docs/** linguist-generated
    package-lock.json -diff

Fails::

    # .gitattributes
    calendar/** -diff

Fails::

    # .gitattributes
    *.yaml linguist-generated=true

Fails::

    # .gitattributes
    *.png filter=lfs diff=lfs merge=lfs -text
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Options
from mergecast.checks.basis.attribute_harms import Harm, harm_of
from mergecast.checks.basis.gitattributes import Given, lines
from mergecast.checks.basis.path_patterns import Paths, could_match
from mergecast.findings import Remark, Severity
from mergecast.source import Place

ID = "content-hidden"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}

_FOLDERS = ("calendar", "styleguide", "playbooks")


def check(path: str, text: str) -> Iterator[Remark]:
    """Compare each line of a ``.gitattributes`` with the content it could match."""
    folder, _, name = path.rpartition("/")
    if name != ".gitattributes":
        return
    for line in lines(text, top=not folder):
        for given in line.given:
            harm = harm_of(given, inside=bool(folder))
            if harm is None:
                continue
            met = _met(line.pattern, folder, harm.endings)
            if met is not None:
                yield _remark(path, given, harm, met)


def _met(pattern: bytes, folder: str, endings: tuple[bytes, ...]) -> str | None:
    """The kind of content that the pattern matches when written in ``folder``."""
    if not folder and could_match(pattern, Paths(b"mergecast.yaml", b"", open=False)):
        return "mergecast.yaml"
    top = folder.partition("/")[0]
    for content in _FOLDERS:
        if folder and top != content:
            continue
        start = b"" if folder else f"{content}/".encode()
        for ending in endings:
            if could_match(pattern, Paths(start, ending)):
                return f"{folder or content}/**/*{ending.decode()}"
    return None


def _remark(path: str, given: Given, harm: Harm, met: str) -> Remark:
    meant = "" if given.word == given.written else f" (that is, '{given.written}')"
    return Remark(
        Place(path, span=given.span),
        f"'{given.word}'{meant} reaches {met} and {harm.does}",
        hint="remove it, or write the line for the files that need it alone",
    )
