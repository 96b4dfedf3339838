"""The workflows: whether they are there, as they were shipped, and switched on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, fail, ok, warn
from mergecast.model.health import Away

_UPDATE = "see what differs with `mergecast init --update`"
_OWN = re.compile(r"^[ \t]*(?:- cron: .*|#.*)?\n", re.MULTILINE)
"""What a team may have in its own way: when it runs, and remarks."""


def workflows(facts: Facts) -> Iterator[Said]:
    """Compare them with those of this release; the times of cron may differ."""
    if facts.forge is None:
        yield ok("no forge runs any (forge.kind: offline)")
        return
    here, shipped = facts.files.workflows, facts.files.shipped
    if not here.keys() & shipped.keys():
        yield warn(
            "there are none, so nothing runs on the forge",
            "run `mergecast init --team`, or see docs/how-to/run-on-a-server.md",
        )
        return
    missing = sorted(shipped.keys() - here.keys())
    changed = sorted(
        name
        for name in shipped.keys() & here.keys()
        if _plain(here[name]) != _plain(shipped[name])
    )
    off = sorted(_off(facts) & shipped.keys())
    if missing:
        yield warn(f"not here: {', '.join(missing)}", _UPDATE)
    if changed:
        yield warn(f"not as they were shipped: {', '.join(changed)}", _UPDATE)
    if off:
        yield fail(
            f"switched off on the forge: {', '.join(off)}",
            "switch them on, under Actions",
        )
    if not (missing or changed or off):
        yield ok(f"{len(shipped)} as they were shipped")


def _plain(text: str) -> str:
    """Without what a team may have in its own way."""
    return _OWN.sub("", text.replace("\r\n", "\n") + "\n").strip()


def _off(facts: Facts) -> set[str]:
    site = facts.forge
    if site is None or isinstance(site, Away) or isinstance(site.workflows, Away):
        return set()
    return {name for name, state in site.workflows.items() if state != "active"}
