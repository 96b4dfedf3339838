"""What changed in the calendar, for those who look after it: on a forge, in a channel.

Within bounds: who hears of forty things at once hears of none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mergecast.model.team import Member
from mergecast.renderers.alarm import mentions
from mergecast.renderers.calendar_changes import Change, told_of
from mergecast.renderers.encoders.chat import encode_chat
from mergecast.renderers.encoders.log import encode_log
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import shorten
from mergecast.renderers.report import counted
from mergecast.review.affected import News, by_owner

_EACH = 10
"""Changes that one person is told of."""
_PEOPLE = 20
"""People who are told in one notice."""
_LINES = 10
"""Lines of a channel's message."""
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Notice:
    """What changed, and whom that concerns.

    ``by`` is the login of whoever did it: they are named and not called. ``link`` is
    where all changes can be seen, if anywhere.
    """

    found: Sequence[News]
    people: Mapping[str, Member]
    by: str = ""
    link: str = ""


def notice_markdown(notice: Notice) -> str:
    """A comment that calls those whom it concerns; nobody else is in it."""
    blocks: list[str] = []
    told = by_owner(notice.found)
    for owner in [*told][:_PEOPLE]:
        lines = [f"- {_markdown(each)}" for each in told[owner][:_EACH]]
        if more := len(told[owner]) - len(lines):
            lines.append(f"- and {more} more")
        blocks.append("\n".join([_to(owner, notice), "", *lines]))
    if left := len(told) - len(blocks):
        others = counted(left, "other")
        blocks.append(f"And posts of {others}: see `mergecast calendar diff`.")
    if notice.link:
        blocks.append(f"All changes: {notice.link}")
    return "\n\n".join(blocks) + "\n"


def _to(owner: str, notice: Notice) -> str:
    """Who is meant: called by their login, or named where nobody has to be called."""
    member = notice.people.get(owner)
    login = (member.login if member else None) or ""
    called = "" if login.casefold() == notice.by.casefold() else mentions([login])
    name = encode_markdown(member.name if member else owner)
    return f"{called}:" if called else f"**{name}**:"


def _markdown(each: News) -> str:
    said = encode_markdown(shorten(_said(each), _LONGEST))
    return f"{encode_code(each.id)}: {said}"


def notice_chat(notice: Notice, link: str) -> str:
    """One message for a channel; names, and nobody is called."""
    told = by_owner(notice.found)
    lines = [*_lines(told, notice)]
    shown = lines[:_LINES]
    if more := len(lines) - len(shown):
        shown.append(f"and {more} more")
    head = f"*{counted(len(notice.found), 'post')} of the calendar changed*"
    return "\n".join([head, *shown, *([link] if link else [])])


def _lines(told: Mapping[str, Sequence[News]], notice: Notice) -> Iterator[str]:
    for owner, found in told.items():
        member = notice.people.get(owner)
        name = encode_chat(member.name if member else owner)
        for each in found:
            said = encode_chat(shorten(_said(each), _LONGEST))
            yield f"{name}: {encode_chat(each.id)} {said}"


def notice_text(notice: Notice) -> str:
    """The same for the log of a job."""
    lines: list[str] = []
    for owner, found in by_owner(notice.found).items():
        member = notice.people.get(owner)
        lines.append(f"{encode_log(member.name if member else owner)}:")
        lines += [
            f"  {encode_log(each.id)}: {encode_log(_said(each))}" for each in found
        ]
    return "".join(f"{line}\n" for line in lines)


def _said(each: News) -> str:
    return told_of(Change.of(each.side, each.difference))
