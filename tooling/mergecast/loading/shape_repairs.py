"""How a value that its pattern refuses could be written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from unicodedata import combining, normalize

from mergecast.loading import shape_times
from mergecast.loading.shape_times import Repair

_AMOUNT = re.compile(r"(\d{1,5})[ -]?([smhdw])[a-z]*\.?", re.IGNORECASE)


def repair(name: str, pattern: str, value: str) -> Repair:
    """What ``value`` should have been, ``name`` being the pattern's or the field's.

    A corrected text that the pattern would refuse, too, is not offered.
    """
    found = REPAIRS.get(name, _nothing)(value)
    if found.text is not None and re.search(pattern, found.text) is None:
        return Repair(why=found.why, hint=found.hint)
    return found


def _nothing(value: str) -> Repair:
    del value
    return Repair()


def _slug(value: str) -> Repair:
    letters = normalize("NFKD", value).casefold()
    plain = "".join(each for each in letters if not combining(each))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    # Letters that have no plain form would leave a name that says nothing.
    lost = any(each.isalnum() and not each.isascii() for each in plain)
    if slug == value:
        return Repair()  # its letters are right: it is too short or too long
    why = "only lower-case letters, digits and hyphens are possible" if value else ""
    return Repair(None if lost else slug, why)


def _late(value: str) -> Repair:
    amount = _AMOUNT.search(value)
    if amount is not None:
        text = f"publish-within {_short(amount)}"
        return Repair(text, sure="within" in value.casefold())
    return Repair(value.strip().casefold(), sure=True)


def _duration(value: str) -> Repair:
    amount = _AMOUNT.fullmatch(normalize("NFKC", value).strip())
    if amount is not None:
        return Repair(_short(amount), sure=True)
    number = value.strip()
    if not number.isdecimal():
        return Repair()
    return Repair(why="it has no unit", hint=f"write {number}m, {number}h or {number}d")


def _short(amount: re.Match[str]) -> str:
    number, unit = int(amount[1]), amount[2].casefold()
    return f"{number * 7}d" if unit == "w" else f"{number}{unit}"


def _locale(value: str) -> Repair:
    language, *rest = re.split(r"[-_]", value.strip())
    cased = [part.title() if len(part) == 4 else part.upper() for part in rest]
    return Repair("-".join([language.lower(), *cased]), sure=True)


def _zone(value: str) -> Repair:
    return Repair(re.sub(r"\s+", "_", value.strip()), sure=True)


def _handle(value: str) -> Repair:
    return Repair(value.strip().removeprefix("@"), sure=True)


def _line(value: str) -> Repair:
    text = value.strip()
    if not text:
        return Repair(why="it is empty")
    if "\n" in text:
        return Repair(why="it is more than one line")
    return Repair(text, why="there are spaces around it", sure=True)


def _link(value: str) -> Repair:
    text = value.strip()
    if text.startswith("http://"):
        return Repair(text.replace("http://", "https://", 1))
    if re.match(r"[\w-]+(?:\.[\w-]+)+/", text):
        return Repair(f"https://{text}")
    return Repair(text)


def _reference(value: str) -> Repair:
    link = _link(value)
    if link.text is not None and "/" in link.text:
        return link
    return _slug(value)


def _repository(value: str) -> Repair:
    path = re.sub(r"^(?:https?://[^/]+/|git@[^:]+:)", "", value.strip())
    return Repair(path.removesuffix("/").removesuffix(".git"), sure=True)


REPAIRS: Mapping[str, Callable[[str], Repair]] = {
    "date": shape_times.day,
    "duration": _duration,
    "key": _slug,
    "late": _late,
    "line": _line,
    "link": _link,
    "locale": _locale,
    "login": _handle,
    "postId": _slug,
    "postReference": _reference,
    "publishAt": shape_times.publish_at,
    "repository": _repository,
    "timeOfDay": shape_times.time_of_day,
    "user": _handle,
    "wallClock": shape_times.moment,
    "zone": _zone,
}
"""By the name of a definition in the schema, or of a field with its own pattern."""
