"""What guards the two branches: the one that is published from, and the ledger's."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.guards import Rules
from mergecast.model.health import Away

STATUSES = ("check", "approvals")
"""The contexts that reviews set; a pull request may not be merged without them."""

_WORDS = {
    "non_fast_forward": "force pushes are not forbidden",
    "deletion": "deleting it is not forbidden",
    "pull_request": "pushing without a pull request is not forbidden",
}
_BLOCKS = {
    "pull_request": "it asks for pull requests",
    "required_status_checks": "it asks for statuses",
    "required_signatures": "it asks for signed commits",
}
_RULESETS = "in the repository's settings, under Rules > Rulesets"
_KEY = "DeployKey"


def main(facts: Facts) -> Iterator[Said]:
    """Whether posts can only come by a pull request that was checked and approved."""
    name = facts.settings.publishing.branch
    rules = _rules(facts, "main")
    if rules is None:
        return
    if isinstance(rules, Away):
        yield unknown(f"what guards '{name}'", rules)
        return
    wanted = ("pull_request", "non_fast_forward", "deletion")
    lacking = [_WORDS[kind] for kind in wanted if kind not in rules.kinds]
    lacking += [
        f"the status '{each}' is not required"
        for each in STATUSES
        if each not in rules.statuses
    ]
    yield from _lacking(name, lacking, rules)
    yield from _bypass(name, rules)


def ledger(facts: Facts) -> Iterator[Said]:
    """Whether nobody can take events away, and runs can still add them."""
    name = facts.settings.ledger.branch
    rules = _rules(facts, "ledger")
    if rules is None:
        return
    if isinstance(rules, Away):
        yield unknown(f"what guards '{name}'", rules)
        return
    wanted = ("non_fast_forward", "deletion")
    lacking = [_WORDS[kind] for kind in wanted if kind not in rules.kinds]
    yield from _lacking(name, lacking, rules)
    for kind, words in _BLOCKS.items():
        if kind in rules.kinds:
            yield fail(
                f"{name}: {words}, so no run can record anything",
                f"leave this branch out of that rule {_RULESETS}",
            )
    if "update" in rules.kinds and _KEY not in rules.bypass:
        yield warn(
            f"{name}: pushes are restricted; runs need a key that may",
            f"let the publisher's deploy key pass {_RULESETS}",
        )
    yield from _bypass(name, rules)


def _rules(facts: Facts, which: str) -> Rules | Away | None:
    site = facts.site
    if site is None or isinstance(site, Away):
        return _without(facts, site)
    return site.main if which == "main" else site.ledger


def _without(facts: Facts, site: Away | None) -> Away | None:
    """No forge to ask; alone on one machine there is nothing to guard."""
    if site is not None:
        return site
    if isinstance(facts.clone, Away) or not facts.clone.remotes:
        return None
    return Away(
        "no forge can be asked (forge.kind: offline)",
        "see on the remote that it takes no force pushes and no deletion",
    )


def _lacking(name: str, lacking: list[str], rules: Rules) -> Iterator[Said]:
    if not lacking:
        yield ok(f"{name}: guarded")
    elif rules.whole:
        fix = f"import the rulesets, or add them {_RULESETS}"
        yield from (fail(f"{name}: {each}", fix) for each in lacking)
    else:
        reason = "whether older branch protection does, this token is not told"
        hint = f"use rulesets {_RULESETS}, or ask with an administrator's token"
        for each in lacking:
            yield unknown(f"{name}: {each} by a ruleset", Away(reason, hint))


def _bypass(name: str, rules: Rules) -> Iterator[Said]:
    others = sorted({each for each in rules.bypass if each != _KEY})
    if others:
        yield warn(
            f"{name}: some may step over the rules: {', '.join(others)}",
            f"empty the bypass list {_RULESETS}",
        )
