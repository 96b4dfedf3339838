"""From what somebody wants to the file of a post; what is not clear is asked back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from mergecast.intake import parts as of_parts
from mergecast.intake.accounts import accounts, campaign
from mergecast.intake.fields import Field, Wish
from mergecast.intake.ids import id_of
from mergecast.intake.parts import Part, Shown
from mergecast.intake.pictures import Picture, pictures
from mergecast.intake.said import AskBackError, Said, say
from mergecast.intake.when import When, when
from mergecast.model.settings import Account
from mergecast.model.workspace import Campaign

_ORDER = (
    *("id", "accounts", "publish_at", "which", "until", "timezone"),
    *("campaign", "requested_by", "text", "thread", "media", "notes"),
)
_TIME = ("publish_at", "which", "until", "timezone")


@dataclass(frozen=True, slots=True)
class Given:
    """What a draft is made from, beside what its author wants.

    Args:
        issue: the number of the issue.
        requested_by: the author: a member's key, or a login.
        accounts: of the settings.
        campaigns: of the calendar.
        written: when the author wrote it.
        now: the present instant.
        files: where each picture was stored, by its address.
    """

    issue: int
    requested_by: str
    accounts: Mapping[str, Account]
    campaigns: Mapping[str, Campaign]
    written: datetime
    now: datetime
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A post's file, as fields; None where it cannot even be begun.

    Args:
        data: the fields, in order.
        path: where the file belongs.
        asks: what the author has to say yet, by question of the form.
        told: what else they should know.
    """

    data: Mapping[str, Any] | None
    path: str = ""
    asks: Mapping[Field, Said] = field(default_factory=dict)
    told: tuple[Said, ...] = ()


def wanted_pictures(wish: Wish) -> tuple[Picture, ...]:
    """The pictures that have to be fetched."""
    found = list(pictures(wish.get(Field.PICTURES, "")))
    for part in of_parts.parts(wish.get(Field.WORDS, "")):
        found += part.asked
    return tuple(found)


def drafted(
    wish: Wish,
    alts: Mapping[int, str],
    before: Mapping[str, Any] | None,
    given: Given,
) -> Draft:
    """The post with what is wanted.

    Args:
        wish: the answers that changed.
        alts: descriptions of single pictures, by number from 1.
        before: the file so far.
        given: see there.
    """
    asks: dict[Field, Said] = {}
    told: list[Said] = []
    data = dict(before or {})
    data |= _accounts(wish, data, given, asks)
    data = _timed(wish, data, given, asks)
    found = _parts(wish, data, given, told)
    found = _described(wish, alts, found, asks)
    if not any(part.text.strip() or part.media for part in found):
        asks[Field.WORDS] = say("words-missing")
    if len(found) > of_parts.MOST:
        asks[Field.WORDS] = say("words-parts", most=str(of_parts.MOST))
        found = found[:1] if before is None else of_parts.of_post(before)
    for name in ("text", "thread", "media"):
        data.pop(name, None)
    data |= of_parts.fields(found or (Part(""),))
    data = _others(wish, data, given, asks)
    if before is None and (Field.WORDS in asks or Field.ACCOUNTS in asks):
        return Draft(None, "", asks, tuple(told))
    data.setdefault("id", id_of(found[0].text if found else "", given.issue))
    rest = [name for name in data if name not in _ORDER]
    ordered = {name: data[name] for name in (*_ORDER, *rest) if name in data}
    return Draft(ordered, _path(ordered), asks, tuple(told))


def _accounts(
    wish: Wish, data: Mapping[str, Any], given: Given, asks: dict[Field, Said]
) -> dict[str, Any]:
    if Field.ACCOUNTS not in wish and "accounts" in data:
        return {}
    try:
        found = accounts(wish.get(Field.ACCOUNTS, ""), given.accounts)
    except AskBackError as error:
        asks[Field.ACCOUNTS] = error.said
        return {}
    before = _zones(data.get("accounts", ()), given)
    after = _zones(found, given)
    if "publish_at" in data and len(after) > 1 and len(before) == 1:
        return {"accounts": list(found), "timezone": data.get("timezone", min(before))}
    return {"accounts": list(found)}


def _zones(names: Any, given: Given) -> set[str]:  # noqa: ANN401 - a list of a file
    known = given.accounts
    return {known[name].timezone for name in names if name in known}


def _timed(
    wish: Wish, data: dict[str, Any], given: Given, asks: dict[Field, Said]
) -> dict[str, Any]:
    """With another time; one that is not clear leaves the present one as it is."""
    if Field.WHEN not in wish:
        return data
    zones = _zones(data.get("accounts", ()), given)
    if not zones:
        return data
    try:
        found = when(wish[Field.WHEN], zones, given.written, given.now)
    except AskBackError as error:
        asks[Field.WHEN] = error.said
        return data
    kept = {name: value for name, value in data.items() if name not in _TIME}
    return {**kept, **found.fields}


def _parts(
    wish: Wish, data: Mapping[str, Any], given: Given, told: list[Said]
) -> tuple[Part, ...]:
    found = of_parts.of_post(data)
    if Field.WORDS in wish:
        found = _worded(found, of_parts.parts(wish[Field.WORDS]), given, told)
    if Field.PICTURES in wish and found:
        own = pictures(wish[Field.PICTURES])
        stored = _stored(own, given)
        found = (replace(found[0], media=stored), *found[1:])
        if stored and len(found) > 1:
            told.append(say("pictures-first-part"))
    elif Field.PICTURES in wish:
        found = (Part("", _stored(pictures(wish[Field.PICTURES]), given)),)
    return found


def _worded(
    before: tuple[Part, ...],
    after: tuple[Part, ...],
    given: Given,
    told: list[Said],
) -> tuple[Part, ...]:
    """The new words; pictures stay with their part unless it brings its own."""
    media = [part.media for part in before]
    dropped = sum(map(len, media[len(after) :])) if after else 0
    if dropped:
        told.append(say("pictures-dropped", count=str(dropped)))
    return tuple(
        replace(
            part,
            media=_stored(part.asked, given)
            or (media[number] if number < len(media) else ()),
            asked=(),
        )
        for number, part in enumerate(after)
    )


def _stored(found: tuple[Picture, ...], given: Given) -> tuple[Shown, ...]:
    return tuple(
        Shown(given.files[one.url], one.alt) for one in found if one.url in given.files
    )


def _described(
    wish: Wish,
    alts: Mapping[int, str],
    found: tuple[Part, ...],
    asks: dict[Field, Said],
) -> tuple[Part, ...]:
    count = of_parts.count(found)
    lines = [" ".join(line.split()) for line in wish.get(Field.ALT, "").split("\n")]
    lines = [line for line in lines if line]
    if lines and count == 1:
        found = of_parts.with_alts(found, {1: " ".join(lines)})
    elif lines and len(lines) == count:
        found = of_parts.with_alts(found, dict(enumerate(lines, 1)))
    elif lines and (count or not wanted_pictures(wish)):
        asks[Field.ALT] = say("alt-count", lines=str(len(lines)), pictures=str(count))
    wrong = [number for number in alts if not 1 <= number <= count]
    if wrong:
        asks[Field.ALT] = say("alt-number", number=str(wrong[0]), pictures=str(count))
    return of_parts.with_alts(found, alts)


def _others(
    wish: Wish, data: dict[str, Any], given: Given, asks: dict[Field, Said]
) -> dict[str, Any]:
    data.setdefault("requested_by", given.requested_by)
    if Field.NOTES in wish:
        data.pop("notes", None)
        if wish[Field.NOTES].strip():
            data["notes"] = wish[Field.NOTES]
    if Field.CAMPAIGN in wish:
        try:
            found = campaign(wish[Field.CAMPAIGN], given.campaigns)
        except AskBackError as error:
            asks[Field.CAMPAIGN] = error.said
            return data
        data.pop("campaign", None)
        if found is not None:
            data["campaign"] = found
    return data


def _path(data: Mapping[str, Any]) -> str:
    """Where the file belongs: under its day, or in the queue."""
    own = {name: str(data[name]) for name in _TIME if name in data}
    day = When(own).day
    folder = f"calendar/{day.replace('-', '/')}-" if day else "calendar/queue/"
    return f"{folder}{data['id']}.yaml"
