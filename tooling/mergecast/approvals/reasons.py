"""Why something is not approved, and who can help: one sentence each, for people."""

from __future__ import annotations

from collections.abc import Sequence

from mergecast.approvals.able import Able
from mergecast.approvals.people import any_member
from mergecast.approvals.rules import Rules
from mergecast.approvals.voices import CHANGED, MADE_IT, Voice
from mergecast.approvals.weighed import Weighed
from mergecast.model.languages import reads
from mergecast.model.places import may_fill


def reason(weighed: Weighed, able: Able) -> str:
    """The first reason why it is not approved, with who can help."""
    if weighed.stop:
        return weighed.stop
    if weighed.against is not None:
        return f"{weighed.against.name} asked for changes, and that stands"
    if not weighed.words_approved and not weighed.unread:
        return _words_not_approved(weighed, able)
    if weighed.unread:
        return _unread(weighed.unread, able.rules)
    if weighed.mover is None:
        return f"{weighed.moved}; it needs all approvals again"
    who = able.of(weighed.mover, made_it=not able.rules.applied.strict)
    return f"{weighed.moved}; it needs {who} to approve the new time"


def _words_not_approved(weighed: Weighed, able: Able) -> str:
    why, remedy = _why(weighed.voices, able.question.asking.payload)
    if weighed.counting and (lost := _lost(weighed, able)) is not None:
        why += f", and that of {lost.name} does not count: {lost.why_not}"
    rules = any(need.missing and need.asked.rule for need in weighed.needs)
    if able.rules.policy is None and not rules:
        return f"{why}; {remedy}" if remedy else why
    return f"{why}; it needs {missing(weighed, able)}"


def _lost(weighed: Weighed, able: Able) -> Voice | None:
    """Somebody who said yes in vain, and would fill a place that is open."""
    places = [roles for need in weighed.needs for roles in need.missing]
    for voice in reversed(weighed.voices):
        member = any_member(able.rules.team, voice.yes.person)
        if member is None or voice.author or not voice.why_not:
            continue
        if any(may_fill(roles, member.fills) for roles in places if roles):
            return voice
    return None


def missing(weighed: Weighed, able: Able) -> str:
    """What is missing, need by need; that of every post only if nothing else is."""
    missing = [each for each in weighed.needs if each.missing]
    rules = [able.of(each) for each in missing if each.asked.rule]
    told = rules or [able.of(each) for each in missing]
    said = ", and ".join(dict.fromkeys(told))
    if any(each.asked.then for each in missing):
        said += ", as what it was when it was approved, or new approvals as what it is"
    return said


def _why(voices: Sequence[Voice], payload: str) -> tuple[str, str]:
    """What is wrong with what was said so far, and what mends the plainest cases."""
    counting = [voice.name for voice in voices if voice.counts]
    if counting:
        return f"{' and '.join(counting)} approved it", ""
    if not voices:
        return "nobody has approved it yet", ""
    same = [
        voice
        for voice in voices
        if voice.yes.payload == payload and not voice.yes.before
    ]
    last = (same or voices)[-1]
    if last.author and last.why_not == MADE_IT:
        return f"only its own author {last.name} approved it", "someone else has to"
    if last.why_not == CHANGED:
        return (
            f"it was changed after {last.name} approved it",
            "it needs a new approval",
        )
    return f"the approval of {last.name} does not count: {last.why_not}", ""


def _unread(locales: Sequence[str], rules: Rules) -> str:
    locale = locales[0]
    members = rules.team.members.values()
    names = [each.name for each in members if reads(each.languages, locale)]
    who = " or ".join(names) or "nobody on the team"
    does = "does" if len(names) <= 1 else "do"
    return f"nobody who approved it reads {locale}; {who} {does}"
