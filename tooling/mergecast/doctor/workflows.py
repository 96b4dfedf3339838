"""The workflows: whether they are there, as they were shipped, and switched on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.guards import Actions
from mergecast.model.health import Away

_INTAKE = "intake.yml"
_GENERAL = "in the repository's settings, under Actions > General"
_UPDATE = "see what differs with `mergecast init --update`"


def workflows(facts: Facts) -> Iterator[Said]:
    """Compare them with those of this release, whatever times they start at."""
    if facts.site is None:
        yield ok("no forge runs any (forge.kind: offline)")
        return
    here, shipped = facts.files.workflows, facts.files.shipped
    if not here.keys() & shipped.keys():
        yield warn(
            "there are none, so nothing runs on the forge",
            "run `mergecast init --team`, or `mergecast publish --loop` on a server",
        )
        return
    missing = sorted(shipped.keys() - here.keys())
    changed = sorted(
        name for name in shipped.keys() & here.keys() if here[name] != shipped[name]
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


def _off(facts: Facts) -> set[str]:
    site = facts.site
    if site is None or isinstance(site, Away) or isinstance(site.workflows, Away):
        return set()
    return {name for name, state in site.workflows.items() if state != "active"}


def actions(facts: Facts) -> Iterator[Said]:
    """Whether the repository lets the workflows do their work, and no more."""
    site = facts.site
    if site is None or not facts.files.workflows:
        return
    found = site if isinstance(site, Away) else site.actions
    if isinstance(found, Away):
        yield unknown("what workflows may do", found)
        return
    lines = [*_hindered(found, facts.files.workflows)]
    if found.writes:
        lines.append(
            warn(
                "a workflow that asks for nothing gets a token that writes",
                f"{_GENERAL}: read repository contents only",
            )
        )
    yield from lines or [ok("they may do what they need")]


def _hindered(found: Actions, here: Collection[str]) -> Iterator[Said]:
    if found.enabled is False:
        yield fail("Actions are switched off: nothing runs", f"{_GENERAL}: allow them")
    if found.others is False:
        yield fail(
            "actions of other repositories are not allowed, not even GitHub's own",
            f"{_GENERAL}: allow those that GitHub made",
        )
    if found.proposes is False and _INTAKE in here:
        yield warn(
            "workflows may not open pull requests, so no form becomes a draft",
            f"{_GENERAL}: allow GitHub Actions to create and approve pull requests"
            " (a program's approval never counts)",
        )
