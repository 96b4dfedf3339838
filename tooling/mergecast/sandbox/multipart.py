"""Just enough of ``multipart/form-data``: named fields with their bytes, untouched."""

from __future__ import annotations

from email.message import Message

from mergecast.sandbox.problems import invalid
from mergecast.sandbox.wire import Request

_MOST_FIELDS = 20


def read_fields(request: Request) -> dict[str, bytes]:
    """The fields of a form by name, or 400."""
    boundary = _parameter(request.header("content-type"), "boundary")
    if not boundary or not boundary.isascii():
        raise _unreadable()
    # the first delimiter has no line break before it unless we add one
    parts = (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode())
    if len(parts) < 2 or not parts[-1].startswith(b"--"):
        raise _unreadable()
    if len(parts) - 2 > _MOST_FIELDS:
        raise _unreadable()
    return dict(_field(part) for part in parts[1:-1])


def _field(part: bytes) -> tuple[str, bytes]:
    head, gap, content = part.partition(b"\r\n\r\n")
    name = None
    for line in head.decode("utf-8", "replace").split("\r\n"):
        label, _, value = line.partition(":")
        if label.strip().lower() == "content-disposition":
            name = _parameter(value.strip(), "name")
    if not gap or not name:
        raise _unreadable()
    return name, content


def _parameter(header: str, name: str) -> str | None:
    """A parameter of a header, with quotes and RFC 2231 handled by the library."""
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    value = message.get_param(name)
    return value if isinstance(value, str) else None


def _unreadable() -> Exception:
    return invalid("The form in the request body cannot be read.", {})
