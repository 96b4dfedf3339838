"""What arrives and what is answered, apart from sockets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Header names are lower case; ``now`` is the request's time."""

    method: str
    path: str
    raw_query: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    now: datetime
    base: str

    def header(self, name: str) -> str:
        """The header's value, or nothing."""
        return self.headers.get(name, "")

    @property
    def media_type(self) -> str:
        """The type of the body, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    def argument(self, name: str) -> str | None:
        """The last value given for a query parameter."""
        return dict(self.query).get(name)


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer."""

    status: int
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = ()


def json_answer(payload: object, status: int = 200, content_type: str = JSON) -> Answer:
    """An answer with ``payload`` as JSON, in readable Unicode."""
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return Answer(status, body.encode(), content_type)
