"""The repository on the forge: the token that asks, and the secrets of the job."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.guards import Environment, Home, Site
from mergecast.model.health import Away

ENVIRONMENT = "publish"
"""Where the workflows that are shipped look for secrets."""

_SECRET = "MERGECAST_SECRETS"  # noqa: S105 - its name
_LEAST_LEFT = 100
_BROAD = frozenset(
    {"admin:enterprise", "admin:org", "delete_repo", "site_admin", "write:packages"}
)
_SETTINGS = "in the repository's settings, under Environments"


def token(facts: Facts) -> Iterator[Said]:
    """Whether the forge's token is good, and may do what runs need, and no more."""
    site = facts.forge
    if site is None:
        yield ok("no forge is asked (forge.kind: offline)")
        return
    away = site if isinstance(site, Away) else site.home
    if isinstance(away, Away):
        if away.refused:
            yield fail(away.reason, away.hint or "give it a token that may see this")
        else:
            yield unknown("GitHub", away)
        return
    yield from _hindered(away)
    if away.pushes is None:
        reason = "GitHub does not say"
        yield unknown("whether this token may push, as runs must", Away(reason))
    elif away.pushes:
        yield ok("it sees the repository, and may push")
    else:
        yield warn(
            "this token may only read; a run has to push the ledger",
            "give the publishing job `contents: write`; to look, reading will do",
        )


def _hindered(home: Home) -> Iterator[Said]:
    """What is wrong although the token is good."""
    if home.archived:
        yield fail("the repository is archived: nothing can be pushed", "unarchive it")
    if home.fork:
        yield warn(
            "the repository is a fork: the workflows do nothing in one",
            "use a repository of its own, or `Leave fork network` in its settings",
        )
    if home.scopes is not None and (broad := sorted(_BROAD & {*home.scopes})):
        yield warn(
            f"the token may far more than is needed: {', '.join(broad)}",
            "use a fine-grained token for this repository alone",
        )
    if home.left is not None and home.left < _LEAST_LEFT:
        yield warn(f"the token has {home.left} requests left this hour", "wait an hour")


def environment(facts: Facts) -> Iterator[Said]:
    """Whether only jobs of the publishing branch can read the accounts' keys."""
    site = facts.site
    if site is None:
        return
    if isinstance(site, Away) or isinstance(site.environment, Away):
        away = site if isinstance(site, Away) else site.environment
        assert isinstance(away, Away)  # noqa: S101 - for the type
        yield unknown(f"the environment '{ENVIRONMENT}'", away)
        return
    if site.environment is None:
        yield fail(
            f"there is no environment '{ENVIRONMENT}', so secrets would be the"
            " repository's, and whoever can push a branch could read them",
            f"make it {_SETTINGS}, for the branch"
            f" '{facts.settings.publishing.branch}' alone (private repositories need"
            " a paid plan for that)",
        )
    else:
        yield from _restricted(site.environment, facts.settings.publishing.branch)
        yield from _secrets(site.environment)
    yield from _of_repository(site)


def _restricted(found: Environment, branch: str) -> Iterator[Said]:
    fix = f"allow '{branch}' alone {_SETTINGS}"
    others = [each for each in found.branches or () if each != branch]
    if found.protected:
        yield warn(
            "jobs of every protected branch may use its secrets, the ledger's, too",
            fix,
        )
    elif found.branches is None:
        yield fail("jobs of every branch may use its secrets", fix)
    elif others:
        yield fail(f"jobs of {', '.join(others)} may use its secrets, too", fix)
    elif not found.branches:
        yield fail("no branch may use it, so no run gets its keys", fix)
    else:
        yield ok(f"only jobs of '{branch}' may use its secrets")
    if found.reviewers:
        yield warn(
            "somebody has to let every run in, so posts wait for that person",
            f"take the reviewers away {_SETTINGS}: posts are approved already",
        )


def _secrets(found: Environment) -> Iterator[Said]:
    if isinstance(found.secrets, Away):
        yield unknown("the names of its secrets", found.secrets)
    elif _SECRET in found.secrets:
        yield ok(f"it holds {_SECRET}")
    else:
        yield warn(
            f"it does not hold {_SECRET}",
            "run `mergecast connect ACCOUNT... | gh secret set MERGECAST_SECRETS"
            f" --env {ENVIRONMENT}`",
        )


def _of_repository(site: Site) -> Iterator[Said]:
    """Secrets beside the environment are for everybody who can push."""
    if isinstance(site.secrets, Away):
        return
    ours = [name for name in site.secrets if name.startswith("MERGECAST_")]
    if ours:
        yield fail(
            f"{', '.join(ours)}: secrets of the whole repository, which every workflow"
            " on every branch can read",
            f"move them into the environment '{ENVIRONMENT}'",
        )
