"""What GitHub answered, and the two ways in which it can fail to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from mergecast.errors import WorkspaceError

if TYPE_CHECKING:
    import requests

Json: TypeAlias = Any
"""Whatever GitHub answered; every reader checks what it takes from it."""

_LARGEST = 20_000_000


class ForgeAwayError(WorkspaceError):
    """GitHub gave no answer, or none that means anything; it says nothing at all."""


class ForgeRefusedError(WorkspaceError):
    """GitHub refused: no such thing, no permission, or not in this state.

    Args:
        message: what happened.
        status: the HTTP status.
        hint: the next step.
    """

    def __init__(self, message: str, *, status: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, of limited size; ``more`` is the address of the next page."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    more: str | None

    def json(self) -> Json:
        """The body as JSON, None where there is none.

        Raises:
            ForgeAwayError: it is not JSON.
        """
        if not self.body:
            return None
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise ForgeAwayError("GitHub's answer is not JSON") from None


def taken(answer: requests.Response) -> bytes:
    """The body, unless it is larger than anything that was asked for."""
    taken = bytearray()
    with answer:
        for piece in answer.iter_content(65536):
            taken += piece
            if len(taken) > _LARGEST:
                raise ForgeAwayError("GitHub's answer is too large")
    return bytes(taken)
