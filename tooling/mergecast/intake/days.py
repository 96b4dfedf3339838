"""Days as people write them, in three languages; two readings are asked back."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from mergecast.intake.said import AskBackError

_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari",
            "february feb februari",
            "march mar mac",
            "april apr",
            "may mei",
            "june jun",
            "july jul julai",
            "august aug ogos ogo",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec disember dis",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon isnin 星期一 周一",
            "tuesday tue tues selasa 星期二 周二",
            "wednesday wed rabu 星期三 周三",
            "thursday thu thur thurs khamis 星期四 周四",
            "friday fri jumaat 星期五 周五",
            "saturday sat sabtu 星期六 周六",
            "sunday sun ahad 星期日 星期天 周日 周天",
        )
    )
    for name in names.split()
}
"""By the number that ``date.weekday`` gives."""
_AHEAD: Mapping[str, int] = {
    **dict.fromkeys(("today", "tonight", "hari ini", "malam ini", "今天", "今日"), 0),
    **dict.fromkeys(("今晚", "今早"), 0),
    **dict.fromkeys(("tomorrow", "besok", "esok", "明天", "明日", "明早", "明晚"), 1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "lusa"), 2),
    **dict.fromkeys(("后天", "後天"), 2),
}
"""Days from the day on which it was written."""
PARTS_OF_DAYS: Mapping[str, str] = {
    "tonight": "pm",
    "malam ini": "malam",
    "今晚": "晚上",
    "今早": "早上",
    "明早": "早上",
    "明晚": "晚上",
}
"""Of some words for days, the part of the day that they say, too."""

_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WORDS = "|".join(sorted(_AHEAD, key=len, reverse=True))
_EDGE = r"(?<![0-9a-z])", r"(?![0-9a-z])"


def _edged(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{_EDGE[0]}(?:{pattern}){_EDGE[1]}")


_YEAR_FIRST = re.compile(
    rf"{_EDGE[0]}([0-9]{{4}}) ?(?:[-/.]|年) ?([0-9]{{1,2}}) ?(?:[-/.]|月) ?"
    r"([0-9]{1,2})(?![0-9])(?:(?: ?[日号])|t(?=[0-9]))?"
)
_YEAR_LAST = _edged(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_NAMED = _edged(
    rf"([0-9]{{1,2}})(?:st|nd|rd|th|hb\.?)? ?(?:of )?({_NAMES})\.?,? ?([0-9]{{4}})"
)
_MONTH_NAMED = _edged(rf"({_NAMES})\.? ?([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})")
_WORD = re.compile(rf"(?<![a-z])(?:{_WORDS})(?![a-z])")
_WEEKDAY = re.compile(
    rf"(?<![a-z])(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?![a-z])"
)
_SHORT = _edged(
    rf"[0-9]{{1,2}}[-/][0-9]{{1,2}}(?:[-/][0-9]{{2}})?|[0-9]{{1,2}} ?(?:{_NAMES})"
    rf"|(?:{_NAMES}) ?[0-9]{{1,2}}|[0-9]{{1,2}}月[0-9]{{1,2}}[日号]?"
)


def day(text: str, today: date) -> tuple[date, str]:
    """The one day that a text names, and what is left of the text without it.

    Args:
        text: lower case, in NFKC.
        today: where the account is, when it was written.

    Raises:
        AskBackError: it names none, several, or one that can be read in two ways.
    """
    found = [
        (match, read) for pattern, read in _READERS for match in pattern.finditer(text)
    ]
    if len(found) > 1:
        raise AskBackError("when-two-days")
    if not found:
        raise _no_day(text)
    match, read = found[0]
    meant = read(match, today)
    left = f"{text[: match.start()]} {PARTS_OF_DAYS.get(match[0], '')} "
    return meant, _without_weekday(f"{left}{text[match.end() :]}", meant)


def _no_day(text: str) -> AskBackError:
    if _WEEKDAY.search(text):
        return AskBackError("when-weekday")
    return AskBackError("when-no-year" if _SHORT.search(text) else "when-no-day")


def _without_weekday(text: str, meant: date) -> str:
    for match in _WEEKDAY.finditer(text):
        if WEEKDAYS[match[0]] != meant.weekday():
            raise AskBackError("when-other-weekday", day=meant.isoformat())
    return _WEEKDAY.sub(" ", text)


def _year_first(match: re.Match[str], _today: date) -> date:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _year_last(match: re.Match[str], _today: date) -> date:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first <= 12 and second <= 12 and first != second:
        one, other = _date(year, second, first), _date(year, first, second)
        raise AskBackError(
            "when-two-readings", one=one.isoformat(), other=other.isoformat()
        )
    number, month = (first, second) if second <= 12 else (second, first)
    return _date(year, month, number)


def _day_named(match: re.Match[str], _today: date) -> date:
    return _date(int(match[3]), _MONTHS[match[2]], int(match[1]))


def _month_named(match: re.Match[str], _today: date) -> date:
    return _date(int(match[3]), _MONTHS[match[1]], int(match[2]))


def _word(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=_AHEAD[match[0]])


def _date(year: int, month: int, number: int) -> date:
    known = 2000 <= year <= 2999 and 1 <= month <= 12
    if not known or not 1 <= number <= monthrange(year, month)[1]:
        raise AskBackError("when-no-such-day", day=f"{year}-{month:02}-{number:02}")
    return date(year, month, number)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
    (_DAY_NAMED, _day_named),
    (_MONTH_NAMED, _month_named),
    (_WORD, _word),
)
