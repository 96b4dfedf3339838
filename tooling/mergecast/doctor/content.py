"""The files of the workspace: settings, attributes, approvals, what is private."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks import content_hidden
from mergecast.doctor.facts import Clone, Facts
from mergecast.doctor.said import Said, fail, ok, unknown, warn
from mergecast.model.health import Away
from mergecast.model.team import Team


def settings(facts: Facts) -> Iterator[Said]:
    """Whether the settings can be read, and whom they publish for."""
    if isinstance(facts.space, Away):
        yield fail(facts.space.reason, facts.space.hint or "run `mergecast check`")
        return
    found, real = facts.settings, facts.real
    if not real:
        yield ok("all accounts are samples: nothing is sent")
        return
    names = ", ".join(account.key for account in real)
    if found.rehearses:
        yield ok(f"{names}: rehearsing (live: false), so nothing reaches a network")
    elif found.live:
        yield ok(f"{names}: live")
    else:
        yield warn(
            f"{names}: nothing is sent, since mergecast.yaml does not say whether to",
            "add `live: false` to rehearse, or `live: true` to publish",
        )


def attributes(facts: Facts) -> Iterator[Said]:
    """Whether git shows reviewers the same words that are published."""
    harms = [
        f"{path}: {remark.message}"
        for path, text in facts.files.attributes.items()
        for remark in content_hidden.check(path, text)
    ]
    for each in harms:
        yield fail(each, "take that line away; `mergecast explain content-hidden`")
    if not harms:
        yield ok("git shows content as it is")


def approvals(facts: Facts) -> Iterator[Said]:
    """Whether somebody could approve in another's name, and whether anybody can."""
    if isinstance(facts.space, Away):
        yield unknown("approvals", facts.space)
        return
    kind, team = facts.settings.forge, facts.space.team
    if kind != "offline":
        yield _vouched(facts, kind, team)
    elif team.signs:
        yield from _signed(team)
    else:
        yield warn(
            "approvals are lines in commits that nobody signed: whoever can push can"
            " approve as anybody",
            "give people signing keys in playbooks/team.yaml, or let a forge hold"
            " the reviews (forge.kind)",
        )


def _vouched(facts: Facts, kind: str, team: Team) -> Said:
    """Under a policy, an approval on a forge is a member's by login or number only."""
    asked = facts.real and facts.settings.approval is not None and team.members
    able = [each.key for each in team.members.values() if each.login or each.user_id]
    if asked and not able:
        return fail(
            f"nobody in playbooks/team.yaml has a login on {kind}, so no post can be"
            " approved there",
            "add login to each member who approves",
        )
    if asked and len(able) == 1 and len(team.members) > 1:
        return warn(
            f"only '{able[0]}' has a login on {kind}, so nobody there can approve what"
            " they make",
            "add a login to a second member who approves",
        )
    return ok(f"{kind} vouches for who approved")


def _signed(team: Team) -> Iterator[Said]:
    without = [each.key for each in team.members.values() if not each.signing_keys]
    if without:
        names = ", ".join(without)
        yield warn(
            f"approvals are signed, and these people have no key: {names}",
            "add their signing keys to playbooks/team.yaml; until then they cannot"
            " approve",
        )
    else:
        yield ok("approvals are signed")


def private_data(facts: Facts) -> Iterator[Said]:
    """Whether the world can read about people, leave and incidents."""
    found = facts.files.private
    shown = ", ".join(f"{path} ({count})" for path, count in found.items())
    if facts.settings.data.get("public") is True:
        yield ok("settings say that all of it may be public (public: true)")
    elif not found:
        yield ok("there are no people, leave or incidents in it")
    elif isinstance(facts.clone, Clone) and not facts.clone.remotes:
        yield ok("nobody else has it: there is no remote")
    elif facts.site is None:
        reason = "no forge says whether the repository is public"
        yield unknown(shown, Away(reason))
    elif isinstance(facts.site, Away) or isinstance(facts.site.home, Away):
        away = facts.site if isinstance(facts.site, Away) else facts.site.home
        assert isinstance(away, Away)  # noqa: S101 - for the type
        yield unknown(f"whether {shown} can be read by everybody", away)
    elif facts.site.home.private is None:
        reason = "GitHub does not say whether the repository is public"
        yield unknown(shown, Away(reason))
    elif facts.site.home.private:
        yield ok("the repository is private")
    else:
        yield fail(
            f"the repository is public, and everybody can read {shown}",
            "make it private, take them out, or say `public: true` in mergecast.yaml"
            " once everyone named agreed; what was pushed stays readable",
        )
