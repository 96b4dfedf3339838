"""An asset's entry is about the file that is there.

`sha256` in styleguide/assets/ holds an entry to the very bytes that somebody looked at.
Empty, it is filled in by `check --fix`. Where it is of other bytes, the file was
altered, or swapped.

Passes::

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: own

Fails::

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
    owner: mei
    licence: own

Fails::

    # styleguide/assets/launch.yaml
    file: media/launch.png
    sha256: ""
    owner: mei
    licence: own

Fails::

    # styleguide/assets/launch.yaml
    file: media/nowhere.png
    sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
    owner: mei
    licence: own
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options
from mergecast.findings import Edit, Remark, Severity
from mergecast.model.media import MediaState
from mergecast.source import Place

ID = "asset-altered"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterator[Remark]:
    """Compare each entry with its file."""
    for asset in context.workspace.guide.assets.values():
        fact = context.media.get(asset.file)
        there = fact is not None and fact.state is MediaState.FILE
        if fact is None or not there or fact.sha256 is None:
            yield Remark(
                Place(asset.path, ("file",)),
                f"there is no file '{asset.file}' in calendar/",
                hint="correct the name, or delete this entry",
            )
            continue
        place = Place(asset.path, ("sha256",))
        if not asset.sha256:
            yield Remark(
                place,
                "sha256 is not filled in yet",
                hint="run `mergecast check --fix` after you have looked at the file",
                fix=Edit(place, fact.sha256),
            )
        elif asset.sha256 != fact.sha256:
            yield Remark(
                place,
                f"'{asset.file}' was altered after this entry was made",
                hint="look at its rights again, then empty sha256",
            )
