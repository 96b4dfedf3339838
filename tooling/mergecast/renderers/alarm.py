"""What an alarm says on the forge: for a tired person, on a phone, at 23:00."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mergecast.alarms.alarm import Alarm, Kind
from mergecast.model.spoken import clock
from mergecast.renderers.alarm_pages import (
    BY_HAND,
    DELETION,
    MAY_BE_LIVE,
    NOT_LIVE,
    OTHERS,
    SEND_IT,
)
from mergecast.renderers.encoders.markdown import encode_code, encode_markdown
from mergecast.renderers.encoders.visible import one_line, shorten
from mergecast.renderers.packet import packet_markdown
from mergecast.renderers.resolved import Packet

_TITLE = 200
_REASON = 1500
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}")
_OWN_LINK = re.compile(
    r"https://(?:x|twitter)\.com/\w{1,15}/status/\d{1,19}(?![\w/?#])"
)
_PROFILE = re.compile(r"https://x\.com/(\w+)/with_replies")


@dataclass(frozen=True, slots=True)
class AlarmWords:
    """How alarms are worded.

    Args:
        profiles: by account, where its posts and replies can be seen.
        zones: by account, the zone whose clock its people read.
        packets: by the text of a key, what it takes to post the part by hand.
        discreet: whether strangers read it: then what people wrote of a stop is left
            out.
        rehearsal: whether nothing of it was real.
    """

    profiles: Mapping[str, str] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)
    packets: Mapping[str, Packet] = field(default_factory=dict)
    discreet: bool = False
    rehearsal: bool = False

    def title(self, alarm: Alarm) -> str:
        """What it is about and what is the matter, in one line."""
        what = one_line(title_of(alarm))
        return shorten(("Rehearsal: " if self.rehearsal else "") + what, _TITLE)

    def page(self, alarm: Alarm, told: Sequence[str]) -> str:
        """All that is known, and what to write below it."""
        reason = self._reason(alarm)
        said = [
            f"> {linked(shorten(reason, _REASON))}" if reason else "",
            self._since(alarm),
            "This is a rehearsal: no network saw it." if self.rehearsal else "",
            self._do(alarm).strip(),
            f"On duty: {mentions(told)}" if mentions(told) else "",
            "This closes by itself once it is settled.",
        ]
        return "\n\n".join(filter(None, said)) + "\n"

    def worse(self, alarm: Alarm, logins: Sequence[str]) -> str:
        """That it got worse."""
        return f"{_to(logins)}it got worse: **{self._titled(alarm)}**\n"

    def back(self, alarm: Alarm, logins: Sequence[str]) -> str:
        """That it is there again, or still."""
        return (
            f"{_to(logins)}this is not settled: **{self._titled(alarm)}**. "
            "Closing it does not settle it; what does is written above.\n"
        )

    def remind(self, alarm: Alarm, logins: Sequence[str]) -> str:
        """That nobody has seen to it."""
        said = self._titled(alarm)
        return f"{_to(logins)}nobody has settled this yet: **{said}**. Can you?\n"

    def settled(self, how: str) -> str:
        """That nobody has to do anything any more."""
        return f"Settled: {linked(how)}.\n"

    def duplicate(self, number: int) -> str:
        """That another one is about the same."""
        return f"This is #{number} already, which two runs saw at once.\n"

    def _titled(self, alarm: Alarm) -> str:
        return encode_markdown(self.title(alarm))

    def _reason(self, alarm: Alarm) -> str:
        """Why, as far as everybody here may read it."""
        if alarm.kind is Kind.BROKEN:
            return ""
        if alarm.kind not in {Kind.FROZEN, Kind.OVERDUE, Kind.CLOCK}:
            return alarm.reason
        by = f" ({alarm.by})" if alarm.by else ""
        return "" if self.discreet else f"{alarm.reason}{by}"

    def _since(self, alarm: Alarm) -> str:
        if alarm.since is None:
            return ""
        place = self.zones.get(alarm.account or "", "UTC")
        return f"Since {clock(alarm.since, place)}."

    def _do(self, alarm: Alarm) -> str:
        packet = self.packets.get(str(alarm.key))
        return _template(alarm).format(
            look=self._look(alarm),
            user=self._user(alarm),
            account=encode_code(alarm.account or ""),
            reason=encode_code(alarm.reason),
            hint=encode_markdown(alarm.hint),
            packet="\n".join(packet_markdown(packet)) if packet else "",
        )

    def _look(self, alarm: Alarm) -> str:
        link = self.profiles.get(alarm.account or "")
        if link is None:
            return "Look at the account first, replies too."
        name = encode_markdown(self._user(alarm))
        return f"Look first: [the posts and replies of {name}]({link})."

    def _user(self, alarm: Alarm) -> str:
        found = _PROFILE.fullmatch(self.profiles.get(alarm.account or "", ""))
        return found[1] if found else "ACCOUNT"


def title_of(alarm: Alarm) -> str:
    """What it is about and what is the matter; it may hold anything."""
    risk = ", and may be live" if alarm.may_be_live else ""
    return {
        Kind.HELD: f"{alarm.key} is held{risk}",
        Kind.UNKNOWN: f"{alarm.key} may be live, and nobody knows",
        Kind.MISSED: f"{alarm.key} missed its time",
        Kind.MANUAL: f"{alarm.key} is to be posted by hand",
        Kind.WAITING: f"{alarm.key} is settled, and goes out with the next run",
        Kind.PAUSED: f"{alarm.account} cannot send",
        Kind.BUDGET: f"posts of {alarm.account} wait for their budget",
        Kind.SILENT: "no run comes, and something is due",
        Kind.FROZEN: f"publishing is frozen: {alarm.id.partition(':')[2]}",
        Kind.OVERDUE: f"publishing is still frozen: {alarm.id.partition(':')[2]}",
        Kind.KEPT_BACK: "posts that were kept back wait for you",
        Kind.CLOCK: f"late in incident {alarm.id.partition(':')[2].replace(':', ': ')}",
        Kind.BROKEN: f"a post cannot be read: {alarm.reason}",
        Kind.UNABLE: "nothing can be published",
        Kind.DAMAGED: "the ledger is damaged",
    }[alarm.kind]


def _template(alarm: Alarm) -> str:
    if alarm.kind in OTHERS:
        return OTHERS[alarm.kind]
    if alarm.kind is Kind.MANUAL:
        # What its own file leaves to a person, no run ever sends.
        return BY_HAND + (SEND_IT if alarm.since is not None else "")
    if alarm.key is not None and alarm.key.delete:
        return DELETION
    risky = alarm.may_be_live or alarm.kind is Kind.UNKNOWN
    return MAY_BE_LIVE if risky else NOT_LIVE


def linked(text: str) -> str:
    """Inline text that does nothing, but for links to posts of a network."""
    found, end = "", 0
    for link in _OWN_LINK.finditer(text):
        found += _around(text[end : link.start()]) + link[0]
        end = link.end()
    return (found + _around(text[end:])).strip()


def _around(text: str) -> str:
    """Encoded, with the blanks at its ends, which matter beside a link."""
    inside = encode_markdown(text)
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{inside}{after}" if inside else before


def mentions(logins: Sequence[str]) -> str:
    """People, so that the forge tells them."""
    return " ".join(f"@{login}" for login in logins if _LOGIN.fullmatch(login))


def _to(logins: Sequence[str]) -> str:
    people = mentions(logins)
    return f"{people} " if people else ""
