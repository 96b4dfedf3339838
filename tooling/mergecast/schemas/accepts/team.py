"""Says whether data has the form of team.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""
# ruff: noqa: E501 - a pattern stands on one line, as in its schema

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_MEMBER_LOGIN = partial(
    re.search,
    r"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?(?!\n)$",
)
_MEMBER_USER_ID = partial(re.search, r"^[0-9]{1,20}(?!\n)$")
_MEMBER_EMAIL = partial(re.search, r"^[^@\s<>]+@[^@\s<>]+(?!\n)$")
_ZONE = partial(re.search, r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}(?!\n)$")
_LOCALE = partial(
    re.search,
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?!\n)$",
)
_TIME_OF_DAY = partial(re.search, r"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?!\n)$")
_PUBLIC_KEY = partial(
    re.search,
    r"^(?:sk-)?(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521))(?:@openssh\.com)? [A-Za-z0-9+/]{40,4000}={0,3}(?: [^\r\n]{0,199}[^\s])?(?!\n)$",
)
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "members" in v


def _members(v: object) -> bool:
    return isinstance(v, dict) and all(map(_key, v)) and all(map(_member, v.values()))


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _member(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _MEMBER_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "name" in v


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _member_login(v: object) -> bool:
    return isinstance(v, str) and _MEMBER_LOGIN(v) is not None


def _member_user_id(v: object) -> bool:
    return isinstance(v, str) and _MEMBER_USER_ID(v) is not None


def _member_email(v: object) -> bool:
    return isinstance(v, str) and _MEMBER_EMAIL(v) is not None


def _zone(v: object) -> bool:
    return isinstance(v, str) and _ZONE(v) is not None


def _member_languages(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_locale, v))
        and len(set(v)) == len(v)
    )


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


def _member_roles(v: object) -> bool:
    return isinstance(v, list) and all(map(_key, v)) and len(set(v)) == len(v)


def _work_hours(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _WORK_HOURS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "from" in v and "to" in v


def _time_of_day(v: object) -> bool:
    return isinstance(v, str) and _TIME_OF_DAY(v) is not None


def _member_networks(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _member_signing_keys(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_public_key, v))
        and len(set(v)) == len(v)
    )


def _public_key(v: object) -> bool:
    return isinstance(v, str) and _PUBLIC_KEY(v) is not None


def _member_notes(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1


def _roles(v: object) -> bool:
    return isinstance(v, dict) and all(map(_key, v)) and all(map(_role, v.values()))


def _role(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ROLE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "title" in v


def _role_duties(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _role_kpis(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_line, v))
        and len(set(v)) == len(v)
    )


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


_WORK_HOURS_FIELDS: dict[str, Callable[[object], bool]] = {
    "from": _time_of_day,
    "to": _time_of_day,
}

_MEMBER_FIELDS: dict[str, Callable[[object], bool]] = {
    "name": _line,
    "login": _member_login,
    "user_id": _member_user_id,
    "email": _member_email,
    "timezone": _zone,
    "languages": _member_languages,
    "roles": _member_roles,
    "backup": _key,
    "hours": _work_hours,
    "networks": _member_networks,
    "signing_keys": _member_signing_keys,
    "notes": _member_notes,
}

_ROLE_FIELDS: dict[str, Callable[[object], bool]] = {
    "title": _line,
    "duties": _role_duties,
    "kpis": _role_kpis,
    "overlap": _key,
    "review_by": _date,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "members": _members,
    "roles": _roles,
}
