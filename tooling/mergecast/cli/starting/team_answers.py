"""What a team says of itself when it begins: values, and how they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from mergecast.cli.starting.cron_lines import Slot
from mergecast.cli.starting.starter import account as key_and_handle
from mergecast.cli.times.instants import known_zone
from mergecast.errors import UsageError
from mergecast.schemas import schema

NOTHING = "nothing was written"
CLOCKS = ("phone", "cloud", "nas", "loop")
"""What may start runs besides the forge: see docs/how-to/triggers.md."""

ROLES: Mapping[str, tuple[str, str]] = {
    "creator": ("Content creator", "write posts, describe images"),
    "moderator": ("Moderator", "read and approve what goes out"),
    "strategist": ("Strategist", "set the themes of the month"),
}
"""The usual roles: a title, and duties."""

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Handle:
    """An account: its key, its name on X and the zone of its readers."""

    key: str
    user: str
    zone: str


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the team."""

    key: str
    name: str
    zone: str
    login: str = ""
    languages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is asked. ``profile`` is empty for one person alone.

    ``own`` are slots that stand in settings already; else each account has ``slots``.
    """

    accounts: tuple[Handle, ...]
    people: tuple[Person, ...]
    slots: tuple[str, ...]
    clock: str
    repository: str = ""
    profile: str = ""
    own: tuple[Slot, ...] | None = None

    @property
    def timetable(self) -> tuple[Slot, ...]:
        """Each slot of each account."""
        if self.own is not None:
            return self.own
        return tuple(
            Slot(time.fromisoformat(at), account.zone)
            for account in self.accounts
            for at in self.slots
        )


def handle(text: str, zone: str) -> Handle:
    """An account from ``KEY=@HANDLE`` or ``KEY=@HANDLE,ZONE``.

    Raises:
        UsageError: it has another form.
    """
    said, _, place = text.partition(",")
    key, user = key_and_handle(said.strip())
    return Handle(key, user, known_zone(place.strip()) if place.strip() else zone)


def person(text: str, zone: str) -> Person:
    """A member from ``mei, name=Mei Lin, login=meilin, zone=Asia/Kuala_Lumpur, ...``.

    Raises:
        UsageError: it has another form.
    """
    key, *said = (part.strip() for part in text.split(","))
    fields = {}
    for part in said:
        name, sign, value = part.partition("=")
        if not sign or name.strip() not in _FIELDS:
            raise _wrong(text, "a member", _MEMBER)
        if name.strip() in fields:
            raise _wrong(text, "a member", f"write '{name.strip()}' once")
        fields[name.strip()] = value.strip()
    if not _fits("member key", key):
        raise _wrong(text, "a member", _MEMBER)
    named(fields.get("name", ""))
    login = fields.get("login", "").removeprefix("@")
    if login and not _fits("login", login):
        raise _wrong(login, "a login", "write it without @ and spaces, like octocat")
    return Person(
        key,
        fields.get("name") or key,
        known_zone(fields.get("zone") or zone),
        login,
        listed(fields.get("languages", ""), "language"),
        listed(fields.get("roles", ""), "role"),
    )


def named(text: str) -> str:
    """A name, in any script.

    Raises:
        UsageError: it has characters that nobody can see, as of a terminal.
    """
    if any(unicodedata.category(each) in {"Cc", "Cs"} for each in text.strip()):
        raise _wrong(ascii(text), "a name", "write it on one line, as people read it")
    return text.strip()


def listed(text: str, what: str) -> tuple[str, ...]:
    """Languages or roles, apart by blanks, commas or plus signs.

    Raises:
        UsageError: one has no such form.
    """
    found = tuple(dict.fromkeys(re.split(r"[\s,+]+", text.strip()))) if text else ()
    for each in found:
        if not _fits(what, each):
            raise _wrong(each, f"a {what}", _EXAMPLES[what])
    return tuple(each for each in found if each)


def times(text: str) -> tuple[str, ...]:
    """Times of day, apart by blanks or commas.

    Raises:
        UsageError: one is none.
    """
    found = tuple(dict.fromkeys(filter(None, re.split(r"[\s,]+", text))))
    for each in found:
        if not _TIME.fullmatch(each):
            raise _wrong(each, "a time of day", "write it like 09:00 or 18:30")
    return found


def repository(text: str) -> str:
    """The name of a repository, ``OWNER/NAME``.

    Raises:
        UsageError: it has another form.
    """
    if text and not _REPOSITORY.fullmatch(text):
        raise _wrong(text, "a repository", "write owner and name, like acme/social")
    return text


def repository_of(url: str) -> str:
    """The repository that an address leads to; nothing where it is not on GitHub."""
    found = re.fullmatch(
        r"(?:https://(?:[^@/]+@)?|ssh://git@|git@)github\.com[:/](.+?)(?:\.git)?/?", url
    )
    named = found[1] if found else ""
    return named if _REPOSITORY.fullmatch(named) else ""


_FIELDS = frozenset({"name", "login", "zone", "languages", "roles"})
_MEMBER = (
    'write "mei, name=Mei Lin, login=meilin, zone=Asia/Kuala_Lumpur, '
    'languages=en+ms, roles=creator+strategist"'
)
_EXAMPLES = {
    "language": "write codes of languages, like en zh-Hans ms",
    "role": "write short keys, like creator strategist",
}


def _fits(what: str, text: str) -> bool:
    defs = schema("team")["$defs"]
    pattern = {
        "member key": defs["key"]["pattern"],
        "role": defs["key"]["pattern"],
        "language": defs["locale"]["pattern"],
        "login": defs["member"]["properties"]["login"]["pattern"],
    }[what]
    return re.search(pattern, text) is not None


def _wrong(text: str, what: str, hint: str) -> UsageError:
    return UsageError(f"'{text}' is not {what}", hint=hint, not_done=NOTHING)
