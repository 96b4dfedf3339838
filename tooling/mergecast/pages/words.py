"""The words of the pages, in each language that they come in."""

from __future__ import annotations

from datetime import date, timedelta

from mergecast.model.spoken import span
from mergecast.pages.words_zh import WORDS as _ZH

LANGUAGES = ("en", "zh")

_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def say(language: str, words: str) -> str:
    """Words of ours in the reader's language; English where there are no others."""
    return _ZH.get(words, words) if language == "zh" else words


def translated() -> frozenset[str]:
    """All words that have a translation."""
    return frozenset(_ZH)


def month(language: str, day: date) -> str:
    """A month and its year."""
    if language == "zh":
        return f"{day.year}年{day.month}月"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def month_name_short(language: str, day: date, *, year: bool) -> str:
    """A month over a narrow column, with its year where that is not clear."""
    if language == "zh":
        return f"{day.year}年{day.month}月" if year else f"{day.month}月"
    short = _MONTHS[day.month - 1][:3]
    return f"{short} {day.year}" if year else short


def day_of_year(language: str, day: date) -> str:
    """A day and its month, without the year."""
    if language == "zh":
        return f"{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def whole_day(language: str, day: date) -> str:
    """A day with its year."""
    told = day_of_year(language, day)
    return f"{day.year}年{told}" if language == "zh" else f"{told} {day.year}"


def days_from_to(language: str, first: date, last: date) -> str:
    """A few days in a row, and their year."""
    if language == "zh":
        return f"{last.year}年{first.month}月{first.day}日 – {last.month}月{last.day}日"
    start = f"{first.day}" if first.month == last.month else day_of_year("en", first)
    return f"{start} – {day_of_year('en', last)} {last.year}"


def length(language: str, time: timedelta) -> str:
    """A length of time in its two largest units."""
    said = span(time)
    if language == "zh":
        for unit, word in _UNITS_ZH:
            said = said.replace(unit, word)
    return said


_UNITS_ZH = ((" min", " 分钟"), (" d", " 天"), (" h", " 小时"), (" s", " 秒"))


def weekday(language: str, day: date) -> str:
    """A day of the week, short."""
    return _DAYS[language][day.weekday()]
