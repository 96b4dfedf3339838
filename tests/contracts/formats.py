"""Everything that ``publishers.x`` sends to X, format by format."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from PIL import Image
from publishers.stopped_clock import StoppedClock

from mergecast.dispatch.ports import Prepared, Shown
from mergecast.loading import build
from mergecast.loading.media import describe
from mergecast.loading.post_media import with_media
from mergecast.model.outcome import Deleted, Posted
from mergecast.model.settings import Account
from mergecast.payload import payload
from mergecast.publishers.x import Credentials, XPublisher, client
from mergecast.sandbox.accounts import SandboxAccount, credentials

if TYPE_CHECKING:
    import requests

ACCOUNT = Account("acme", "x", "acme_hq", tier="enterprise")
WHO = (SandboxAccount("acme_hq", "1000001", "Acme", "enterprise"),)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer."""

    method: str
    path: str
    query: dict[str, str]
    media_type: str
    body: Any
    status: int
    answer: Any


@dataclass(slots=True)
class Talker:
    """The publisher, and an ear on its session."""

    url: str
    publisher: XPublisher
    heard: list[Exchange] = field(default_factory=list)
    number: int = 0

    def post(self, *files: bytes, **fields: object) -> list[str]:
        """Send a post part by part; gives the ids. Texts are never the same twice."""
        self.number += 1
        if "thread" not in fields:
            fields = {"text": f"mergecast 发布 {self.number}", **fields}
        data = {"id": f"post-{self.number}", "accounts": ["acme"], **fields}
        facts = {f"media/{n}": describe(raw) for n, raw in enumerate(files)}
        if files:
            data["media"] = [{"file": file, "alt": f"Kad 卡 {file}"} for file in facts]
        read = with_media(build.post("calendar/2026/11/24-launch.yaml", data), facts)
        by_digest = {str(facts[f"media/{n}"].sha256): r for n, r in enumerate(files)}
        links: dict[str, str] = {}
        for part in payload(read, ACCOUNT).parts:
            prepared = self.publisher.prepare(part, by_digest) if files else Prepared()
            outcome = self.publisher.send(part, prepared, links)
            assert isinstance(outcome, Posted), outcome
            links[str(part.key)] = outcome.id
        return list(links.values())


def talker(url: str) -> Talker:
    """The real publisher, talking to ``url``."""
    own = credentials("acme_hq")
    keys = Credentials(
        own.consumer_key,
        own.consumer_secret,
        own.access_token,
        own.access_token_secret,
    )
    made = Talker(url, XPublisher(client(keys, url), StoppedClock().pace()))
    made.publisher.client.session.hooks["response"].append(
        lambda answer, **_more: made.heard.append(_exchange(answer))
    )
    return made


def _exchange(answer: requests.Response) -> Exchange:
    request = answer.request
    parts = urlsplit(str(request.url))
    raw = request.body or b""
    return Exchange(
        str(request.method),
        parts.path,
        dict(parse_qsl(parts.query)),
        str(request.headers.get("Content-Type", "")),
        json.loads(raw) if raw else None,
        answer.status_code,
        answer.json(),
    )


def image(kind: str = "PNG", *, heavy: bool = False) -> bytes:
    """A small image; a heavy one is noise, over a million bytes."""
    size = (700, 600) if heavy else (40, 30)
    chance = Random(7)  # noqa: S311 - noise, no secret
    noise = chance.randbytes(size[0] * size[1] * 3)
    stream = io.BytesIO()
    Image.frombytes("RGB", size, noise).save(stream, kind)
    return stream.getvalue()


def film() -> bytes:
    """A GIF that moves."""
    stream = io.BytesIO()
    frames = [Image.new("P", (20, 20), shade) for shade in (1, 2, 3)]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    return stream.getvalue()


def _look_up(made: Talker) -> None:
    made.post(text="看 https://example.org/a?b=1 & more #标签 @acme_hq $ACME")
    now = datetime.now(tz=UTC)
    found = made.publisher.look_up(now - timedelta(hours=1))
    assert isinstance(found, tuple), found


def _read_back(made: Talker) -> None:
    (own,) = made.post(image())
    assert isinstance(made.publisher.read(own), Shown)
    assert made.publisher.is_live(own) is True


def _delete(made: Talker) -> None:
    (own,) = made.post()
    assert made.publisher.delete(own) == Deleted()
    assert made.publisher.is_live(own) is False


def _whose_keys(made: Talker) -> None:
    assert made.publisher.profile().handle == "acme_hq"


def _quote(made: Talker) -> None:
    (own,) = made.post()
    made.post(quote=f"https://x.com/acme_hq/status/{own}")


def _answer(made: Talker) -> None:
    (own,) = made.post()
    made.post(reply_to=f"https://x.com/acme_hq/status/{own}?s=20")


def _thread(made: Talker) -> None:
    texts = [f"bahagian {number} عربي 👨‍👩‍👧" for number in (1, 2, 3)]
    assert len(made.post(thread=texts)) == len(texts)


def _wordless(made: Talker) -> None:
    made.post(image(), text="")


def _plain(**fields: object) -> Callable[[Talker], None]:
    def send(made: Talker) -> None:
        made.post(**fields)

    return send


def _pictures(*files: bytes) -> Callable[[Talker], None]:
    def send(made: Talker) -> None:
        made.post(*files)

    return send


FORMATS: dict[str, Callable[[Talker], None]] = {
    "text": _plain(),
    "thread": _thread,
    "answer": _answer,
    "quote": _quote,
    "poll": _plain(poll={"options": ["ya", "tidak", "不", "🤷"], "minutes": 10_080}),
    "who may reply: following": _plain(reply_settings="following"),
    "who may reply: mentioned": _plain(reply_settings="mentioned"),
    "who may reply: subscribers": _plain(reply_settings="subscribers"),
    "who may reply: verified": _plain(reply_settings="verified"),
    "paid": _plain(paid=True),
    "made with AI": _plain(made_with_ai=True),
    "four images": _pictures(*map(image, ("PNG", "JPEG", "WEBP", "PNG"))),
    "image in pieces": _pictures(image(heavy=True)),
    "GIF": _pictures(film()),
    "image without words": _wordless,
    "look-up": _look_up,
    "read-back": _read_back,
    "delete": _delete,
    "whose keys": _whose_keys,
}
