"""Words for what is wrong with a file, and for what was probably meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from unicodedata import name, normalize

from mergecast.source import Route

FILES: Mapping[str, str] = {
    "settings": "mergecast.yaml",
    "post": "a post",
    "series": "a series",
    "team": "the team file",
    "away": "the leave file",
    "rota": "the rota",
    "campaign": "a campaign",
    "year": "the plan of a year",
    "quarter": "the plan of a quarter",
    "month": "the plan of a month",
    "week": "the plan of a week",
    "blackouts": "the list of blackouts",
    "levels": "the levels file",
    "matrix": "the matrix",
    "crisis": "a crisis playbook",
    "statement": "a statement",
    "process": "a process guide",
    "meeting": "a meeting",
    "minutes": "minutes",
    "handover": "a handover",
    "decision": "a decision",
    "incident": "an incident",
    "names": "the list of names",
    "voice": "the voice",
    "rating": "the rating",
    "branding": "the branding rules",
    "asset": "an asset",
    "conduct": "the code of conduct",
}
"""What a file of each kind is called in a sentence."""

TYPES: Mapping[str, str] = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "keys and values",
    "string": "text",
}

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "account": ("accounts",),
    "alt_text": ("alt",),
    "answers": ("options",),
    "approver": ("approvers",),
    "at": ("publish_at",),
    "author": ("owner",),
    "body": ("text",),
    "caption": ("alt",),
    "choices": ("options",),
    "content": ("text",),
    "copy": ("text",),
    "date": ("publish_at",),
    "datetime": ("publish_at",),
    "description": ("alt", "notes"),
    "duration": ("minutes",),
    "duration_minutes": ("minutes",),
    "embargo": ("not_before",),
    "end": ("ends", "until"),
    "expires": ("until",),
    "from": ("starts",),
    "github": ("login",),
    "goal": ("goals",),
    "handle": ("user", "login"),
    "image": ("media", "file"),
    "images": ("media",),
    "in_reply_to": ("reply_to",),
    "kpi": ("kpis",),
    "lang": ("locale", "languages", "language"),
    "language": ("locale", "languages"),
    "mail": ("email",),
    "message": ("text",),
    "name": ("title", "id"),
    "note": ("notes",),
    "path": ("file",),
    "person": ("owner",),
    "photo": ("media", "file"),
    "photos": ("media",),
    "picture": ("media", "file"),
    "post": ("text",),
    "posts": ("thread",),
    "publish": ("publish_at",),
    "quote_tweet": ("quote",),
    "reason": ("because",),
    "reply": ("reply_to",),
    "role": ("roles",),
    "schedule": ("publish_at",),
    "scheduled": ("publish_at",),
    "scheduled_at": ("publish_at",),
    "src": ("file",),
    "start": ("starts", "not_before"),
    "target": ("accounts",),
    "targets": ("accounts",),
    "threads": ("thread",),
    "time": ("publish_at", "at"),
    "title": ("name",),
    "to": ("accounts", "ends"),
    "tweet": ("text",),
    "tweets": ("thread",),
    "tz": ("timezone",),
    "url": ("file",),
    "username": ("user", "login"),
    "variables": ("vars",),
    "video": ("media",),
    "when": ("publish_at",),
    "why": ("because",),
    "zone": ("timezone",),
}
"""What people write instead, and the keys that may be meant, likeliest first."""

CHOICES: Mapping[str, str] = {
    "all": "everyone",
    "disable": "off",
    "disabled": "off",
    "false": "off",
    "followers": "following",
    "ignore": "off",
    "no": "off",
    "none": "off",
    "notice": "info",
    "warn": "warning",
}
"""What people write instead of one of several words, where that word is a choice."""

_PLAIN = re.compile(r"[\w@](?:[\w .:/~@+-]*[\w/+.!?])?")
_LONGEST = 40
LONGEST_EXAMPLE = 110
"""What still reads well in a hint, on one line."""


def shown(value: object) -> str:
    """A value as a message quotes it: on one line, never long."""
    text = value if isinstance(value, str) else flow(value)
    line = " ".join(text.split()) or text.replace("\n", " ")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def label(route: Route, kind: str) -> str:
    """What the value at ``route`` is called in a sentence."""
    if not route:
        return FILES[kind]
    last = route[-1]
    if isinstance(last, str):
        return f"'{shown(last)}'"
    return f"item {last + 1} of {label(route[:-1], kind)}"


def type_name(value: object) -> str:
    """What sort of value was found."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {shown(value)}"
    if isinstance(value, str):
        return TYPES["string"]
    return TYPES["array" if isinstance(value, list) else "object"]


def flow(value: object) -> str:
    """A value as YAML on one line, for a hint."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        pairs = (f"{flow(key)}: {flow(own)}" for key, own in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, str) and is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def is_plain(text: str) -> bool:
    """Whether ``text`` needs no quotes, even inside brackets."""
    number = re.fullmatch(r"[\d.+-]+", text)
    word = text in {"true", "false", "null"}
    return bool(_PLAIN.fullmatch(text)) and not (number or word or ": " in text)


def folded(key: str) -> str:
    """A key without what people vary: case, hyphens, spaces, width."""
    plain = normalize("NFKC", key).strip()
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", plain)
    return re.sub(r"[\s_-]+", "_", snake).casefold()


def meant(key: str, known: Iterable[str]) -> str | None:
    """The one of the ``known`` keys that was probably meant, if there is one."""
    by_fold = {folded(each): each for each in known}
    own = folded(key)
    if own in by_fold:
        return by_fold[own]
    for candidate in SYNONYMS.get(own, ()):
        if candidate in by_fold:
            return candidate
    return nearest(own, by_fold)


def nearest(text: str, among: Mapping[str, str]) -> str | None:
    """What looks most like ``text``; a long text is never compared."""
    if len(text) > 2 * _LONGEST:
        return None
    near = get_close_matches(text, among, n=1, cutoff=0.7)
    return among[near[0]] if near else None


def strange_letter(key: str) -> str:
    """The first letter that only looks like one of ours, by its name."""
    for letter in key:
        if not letter.isascii():
            return f"'{letter}' is {name(letter, 'a letter without a name').lower()}"
    return ""
