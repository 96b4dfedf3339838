"""When a post goes out, by what somebody wrote: a time, at once, or later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from mergecast.intake.days import day
from mergecast.intake.hours import clock
from mergecast.intake.said import AskBackError
from mergecast.model.moments import (
    NoSuchTimeError,
    TimeHappensTwiceError,
    UnknownZoneError,
    instant,
    zone,
)
from mergecast.model.post import ASAP

_LATER = frozenset(
    [
        *("", "-", "queue", "later", "not yet", "no time yet", "tbd", "no date yet"),
        *("队列", "待定", "以后", "暂无", "还没定", "未定"),
        *("giliran", "belum", "belum ada", "kemudian", "nanti", "belum pasti"),
    ]
)
_AT_ONCE = re.compile(
    r"(?:asap|now|immediately|at once|as soon as possible|尽快|尽早|立即|马上|立刻"
    r"|secepat mungkin|segera|sekarang)(?![a-z])[,，、;；]? ?"
)
_UNTIL = re.compile(
    r"^(?:(?:but )?(?:until|till|before|by|not after|no later than)(?![a-z])"
    r"|最晚|最迟|直到|截至|截止到?"
    r"|sehingga|hingga|sebelum|selewat-lewatnya|paling lewat)"
)
_UNTIL_END = re.compile(r"(?:之前|以前|前|为止|at the latest)$")
_ZONE = re.compile(r"(?<![\w/])((?:[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+)|UTC)\s*[)）]?\s*$")
_STRANGE_ZONE = re.compile(
    r"(?<![a-z])(?:gmt|utc|[ecmp][sd]t|cet|cest|bst|ist|sgt|myt|jst|kst|hkt|wib)"
    r"(?:[+-][0-9:]+)?(?![a-z/])|(?<=[0-9]) ?[+-][0-9]{2}:?[0-9]{2}$|(?<=[0-9])z$"
)
_WHICH: Mapping[str, str] = {
    **dict.fromkeys(("first", "pertama", "第一次"), "first"),
    **dict.fromkeys(("second", "kedua", "第二次"), "second"),
}
_WHICH_END = re.compile(r"[,，]? ?\(?(first|second|pertama|kedua|第一次|第二次)\)?$")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class When:
    """The fields that say when; ``at`` and ``zone`` are None for a draft."""

    fields: Mapping[str, str]
    at: datetime | None = None
    zone: str | None = None

    @property
    def day(self) -> str | None:
        """The day under which the file lies."""
        moment = self.fields.get("until")
        if self.fields.get("publish_at") != ASAP:
            moment = self.fields.get("publish_at")
        return moment[:10] if moment else None


def when(text: str, zones: Collection[str], written: datetime, now: datetime) -> When:
    """What somebody meant.

    Args:
        text: their words.
        zones: of the accounts.
        written: when they wrote it: "tomorrow" is the day after that.
        now: it has to be later than this.

    Raises:
        AskBackError: there is no one meaning.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(plain) > _LONGEST:
        raise AskBackError("when-too-long")
    if plain.casefold().strip(" .。!") in _LATER:
        return When({})
    place, plain = _place(plain, zones)
    plain = plain.casefold().rstrip(" .。!")
    own = {} if set(zones) == {place} else {"timezone": place}
    asap = _AT_ONCE.match(plain)
    if asap is None:
        fields, at = _moment(plain, "publish_at", place, written)
    else:
        fields, at = _end(plain[asap.end() :], place, written)
    if at <= now:
        moment = fields["until" if asap else "publish_at"]
        raise AskBackError("when-passed", time=moment)
    return When({**fields, **own}, at, place)


def _place(text: str, zones: Collection[str]) -> tuple[str, str]:
    """The zone that is meant, and the text without its name."""
    found = _ZONE.search(text)
    if found is not None:
        text = text[: found.start()].rstrip(" (（,")
        try:
            zone(found[1])
        except UnknownZoneError:
            raise AskBackError("when-unknown-zone", zone=found[1]) from None
        return found[1], text
    strange = _STRANGE_ZONE.search(text.casefold())
    if strange is not None:
        raise AskBackError("when-strange-zone", zone=strange[0].strip())
    if len(set(zones)) != 1:
        named = ", ".join(sorted(set(zones)))
        raise AskBackError("when-zones-differ", zones=named)
    return min(zones), text


def _end(text: str, place: str, written: datetime) -> tuple[dict[str, str], datetime]:
    """As soon as possible; ``text`` says until when."""
    begins, ends = _UNTIL.search(text), _UNTIL_END.search(text)
    if begins is None and ends is None:
        raise AskBackError("when-asap-until")
    text = _UNTIL_END.sub("", _UNTIL.sub("", text)).strip()
    fields, at = _moment(text, "until", place, written)
    return {"publish_at": ASAP, **fields}, at


def _moment(
    text: str, name: str, place: str, written: datetime
) -> tuple[dict[str, str], datetime]:
    asked = _WHICH_END.search(text)
    which = _WHICH[asked[1]] if asked else None
    if asked:
        text = text[: asked.start()]
    meant, rest = day(text, written.astimezone(zone(place)).date())
    shown = f"{meant} {clock(rest)}"
    try:
        return {name: shown}, instant(shown, place)
    except NoSuchTimeError as skipped:
        raise AskBackError(
            "when-skipped", time=shown, zone=place, after=skipped.after
        ) from None
    except TimeHappensTwiceError as twice:
        if name == "until":  # the later one is always meant
            return {name: shown}, twice.second
        if which is None:
            raise AskBackError("when-twice", time=shown, zone=place) from None
        at = twice.first if which == "first" else twice.second
        return {name: shown, "which": which}, at
