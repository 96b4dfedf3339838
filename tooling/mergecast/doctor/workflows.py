"""The workflows: whether they are there, as they were shipped, and switched on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.guards import Actions, Site
from mergecast.model.health import Away

_INTAKE = "intake.yml"
_PAGES = "pages.yml"
_VARIABLE = "MERGECAST_PAGES"
_VARIABLES = "in the repository's settings, under Secrets and variables > Actions"
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


def pages(facts: Facts) -> Iterator[Said]:
    """Whether pages that are the team's are put where everybody can read them."""
    site = facts.site
    if site is None or _PAGES not in facts.files.workflows:
        yield ok("none are put on the forge")
        return
    wanted = site if isinstance(site, Away) else site.audience
    if isinstance(wanted, Away):
        yield unknown(f"what {_VARIABLE} says", wanted)
    elif not wanted:
        yield ok(f"none are put on the forge ({_VARIABLE} is not set)")
    elif wanted == "public":
        yield ok("what is live or planned, for everybody")
    elif wanted != "team":
        yield warn(
            f"{_VARIABLE} is '{wanted}', which starts nothing",
            f"{_VARIABLES}: set it to public or team",
        )
    elif not isinstance(site, Away):
        yield _of_the_team(facts, site)


def _of_the_team(facts: Facts, site: Site) -> Said:
    private = None if isinstance(site.home, Away) else site.home.private
    if private is False or facts.settings.data.get("public") is True:
        return fail(
            "the team's pages are asked for, and the repository is public: nothing"
            " is built",
            f"{_VARIABLES}: set {_VARIABLE} to public, or take it away",
        )
    if isinstance(site.pages, Away):
        return unknown("who can read the team's pages", site.pages)
    if site.pages is None:
        return warn(
            "the team's pages are asked for, and GitHub Pages are off",
            "in the repository's settings, under Pages: take GitHub Actions as the"
            " source, and make them private",
        )
    if site.pages.public is None:
        reason = "GitHub does not say"
        return unknown("who can read the team's pages", Away(reason))
    if site.pages.public:
        return fail(
            "the team's pages are asked for, and everybody can read GitHub Pages of"
            " this repository",
            "in the repository's settings, under Pages: make them private, or set"
            f" {_VARIABLE} to public; switch Pages off if that cannot be chosen",
        )
    return ok("the team's, and only who sees the repository can read them")
