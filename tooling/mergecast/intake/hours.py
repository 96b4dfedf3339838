"""Times of day as people write them, in three languages; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mergecast.intake.said import AskBackError

_PARTS: Mapping[str, Mapping[int, int]] = {
    **dict.fromkeys(
        ("am", "a.m.", "a.m", "in the morning"),
        {12: 0} | {hour: hour for hour in range(1, 12)},
    ),
    **dict.fromkeys(
        ("pm", "p.m.", "p.m", "in the afternoon", "in the evening", "at night"),
        {12: 12} | {hour: hour + 12 for hour in range(1, 12)},
    ),
    "pagi": {hour: hour for hour in range(1, 12)},
    "tengah hari": {11: 11, 12: 12, 1: 13, 2: 14},
    "petang": {hour: hour + 12 for hour in range(1, 8)},
    "malam": {hour: hour + 12 for hour in range(6, 12)},
    "凌晨": {hour: hour for hour in range(1, 6)},
    **{key: {hour: hour for hour in range(4, 12)} for key in ("早上", "上午", "清晨")},
    "中午": {11: 11, 12: 12, 1: 13},
    "下午": {hour: hour + 12 for hour in range(1, 8)},
    **{
        key: {hour: hour + 12 for hour in range(5, 12)}
        for key in ("晚上", "傍晚", "夜里")
    },
}
"""What an hour on a dial means in a part of the day; the others mean nothing clear."""

_NOON = re.compile(r"(?<![a-z])(?:at )?(?:noon|midday)(?![a-z])|正午")
_HALVES: Mapping[str, int] = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "钟": 0}
_NUMERALS = "零一二三四五六七八九十"
_SPELLED = re.compile(r"(十[一二]?|[一二两三四五六七八九])(?=[点點时時])")
_NAMES = "|".join(map(re.escape, sorted(_PARTS, key=len, reverse=True)))
_PART = re.compile(rf"(?<![a-z])(?:{_NAMES})(?![a-z])")
_CLOCK = re.compile(
    r"(?<![0-9:.])(?P<hour>[0-9]{1,2})"
    r"(?:(?:[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?![0-9:]))"
    r"| ?(?P<sign>[点點时時]) ?"
    r"(?:(?P<late>[0-9]{1,2}) ?分?|(?P<half>半|一刻|三刻|整|钟))?"
    r"|(?![0-9:.]))"
)
_FILLER = re.compile(
    r"(?<![a-z])(?:at|on|by|o'clock|pada|pukul|jam|hrs?|of|the)(?![a-z])"
    r"|[,，。的在于、 ]"
)


def clock(text: str) -> str:
    """The one time of day in a text, ``HH:MM`` or ``HH:MM:SS``.

    Raises:
        AskBackError: there is none, or none that is clear, or more than a time.
    """
    text, found = _NOON.subn(" 12:00 ", _SPELLED.sub(_spelled, text))
    parts = _PART.findall(text)
    left = _PART.sub(" ", text)
    matches = list(_CLOCK.finditer(left))
    rest = _FILLER.sub("", _CLOCK.sub(" ", left)).strip()
    if rest:
        raise AskBackError("when-unknown-words", words=rest[:40])
    if not matches:
        raise AskBackError("when-no-time")
    if len(matches) > 1 or len(parts) > 1 or (found and parts):
        raise AskBackError("when-two-times")
    return _read(matches[0], parts[0] if parts else None)


def _spelled(match: re.Match[str]) -> str:
    """九 is 9, 十二 is 12, 两 is 2."""
    word = match[1].replace("两", "二")
    if word.startswith("十"):
        return str(10 + _NUMERALS.index(word[1:]) if word[1:] else 10)
    return str(_NUMERALS.index(word))


def _read(match: re.Match[str], part: str | None) -> str:
    hour = int(match["hour"])
    minute = int(match["minute"] or match["late"] or _HALVES.get(match["half"], 0))
    second = int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise AskBackError("when-no-such-time", time=match[0].strip())
    if part is not None:
        hour = _in_part(hour, part, match[0].strip())
    elif match["minute"] is None and hour <= 12:
        raise AskBackError("when-which-half", time=match[0].strip())
    shown = f"{hour:02}:{minute:02}"
    return shown if match["second"] is None else f"{shown}:{second:02}"


def _in_part(hour: int, part: str, shown: str) -> int:
    """The hour of the day; one that the dial does not have must be in that part."""
    hours = _PARTS[part]
    if hour in hours:
        return hours[hour]
    if hour > 12 and hour in hours.values():
        return hour
    raise AskBackError("when-odd-part", time=shown, part=part)
