"""``/2/media``: files in one shot or in pieces, their state, and alt texts."""

from __future__ import annotations

import base64
import binascii
from datetime import timedelta

from mergecast.sandbox import files
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.bodies import Flag, Items, Shape, Text, Whole, check, read_json
from mergecast.sandbox.context import Sandbox
from mergecast.sandbox.fields import check_query
from mergecast.sandbox.files import Arrival, Media, State, Upload
from mergecast.sandbox.multipart import read_fields
from mergecast.sandbox.objects import Object
from mergecast.sandbox.pictures import MIMES, picture, plays
from mergecast.sandbox.problems import forbidden, invalid, not_found
from mergecast.sandbox.snowflake import from_text, milliseconds
from mergecast.sandbox.wire import Answer, Request, json_answer
from mergecast.sandbox.wording import X

LIVES_SECONDS = 86_400
_ID = r"[0-9]{1,19}"
_CATEGORY = Text(choices=("tweet_image", "tweet_gif"))
_PROGRESS: dict[State, Object] = {
    State.PENDING: {"check_after_secs": 1},
    State.IN_PROGRESS: {"check_after_secs": 1, "progress_percent": 50},
    State.SUCCEEDED: {"progress_percent": 100},
    State.FAILED: {},
}
_UPLOAD = Shape(
    {"media": Text(least=1), "media_category": _CATEGORY},
    required=("media", "media_category"),
    unplayed=frozenset({"additional_owners"}),
)
_INITIALIZE = Shape(
    {
        "media_category": _CATEGORY,
        "media_type": Text(choices=tuple(MIMES.values())),
        "total_bytes": Whole(0, 17_179_869_184),
        "shared": Flag(),
        "additional_owners": Items(Text(pattern=_ID)),
    }
)
_APPEND = Shape(
    {"media": Text(least=1), "segment_index": Whole(0, 999)},
    required=("media", "segment_index"),
)
_METADATA = Shape(
    {
        "id": Text(pattern=_ID),
        "metadata": Shape(
            {"alt_text": Shape({"text": Text(most=1000)}, required=("text",))},
            open=True,
        ),
    },
    required=("id",),
)


def upload(sandbox: Sandbox, request: Request, account: SandboxAccount) -> Answer:
    """``POST /2/media/upload``: a whole file, as base64 in JSON or as a form."""
    body, content = _with_media(request, _UPLOAD)
    arrival = _arrival(account, str(body["media_category"]), content, ready=True)
    media = files.add(sandbox.store, arrival, request.now)
    return json_answer({"data": _object(media, request)})


def initialize(sandbox: Sandbox, request: Request, account: SandboxAccount) -> Answer:
    """``POST /2/media/upload/initialize``."""
    body = read_json(request, _INITIALIZE)
    category = str(body.get("media_category", "tweet_image"))
    total = body.get("total_bytes")
    wish = total if isinstance(total, int) else None
    _check_size(wish or 0, account, category)
    begun = files.begin(sandbox.store, account.user_id, category, wish, request.now)
    data = {
        "id": str(begun.id),
        "media_key": f"{16 if category == 'tweet_gif' else 3}_{begun.id}",
        "expires_after_secs": LIVES_SECONDS,
    }
    return json_answer({"data": data})


def append(
    sandbox: Sandbox, request: Request, account: SandboxAccount, upload_id: str
) -> Answer:
    """``POST /2/media/upload/:id/append``."""
    body, piece = _with_media(request, _APPEND)
    begun = _own_upload(sandbox, account, upload_id)
    with sandbox.store.transaction():
        size = files.received(sandbox.store, begun.id) + len(piece)
        _check_size(size, account, begun.category)
        files.append(sandbox.store, begun.id, int(str(body["segment_index"])), piece)
    expires = begun.created + timedelta(seconds=LIVES_SECONDS)
    return json_answer({"data": {"expires_at": milliseconds(expires) // 1000}})


def finalize(
    sandbox: Sandbox, request: Request, account: SandboxAccount, upload_id: str
) -> Answer:
    """``POST /2/media/upload/:id/finalize``. A GIF is then still being processed."""
    with sandbox.store.transaction():
        begun = _own_upload(sandbox, account, upload_id)
        content = files.assemble(sandbox.store, begun.id)
        if content is None:
            raise invalid("A segment of the upload is missing.", {"id": [upload_id]})
        if begun.total_bytes not in (None, len(content)):
            message = (
                f"The upload has {len(content)} bytes, not the announced"
                f" {begun.total_bytes}."
            )
            raise invalid(message, {"id": [upload_id]})
        ready = begun.category != "tweet_gif"
        arrival = _arrival(account, begun.category, content, ready=ready)
        media = files.add(sandbox.store, arrival, request.now, media_id=begun.id)
        files.forget_upload(sandbox.store, begun.id)
    return json_answer({"data": _object(media, request)})


def status(sandbox: Sandbox, request: Request, account: SandboxAccount) -> Answer:
    """``GET /2/media/upload?media_id=``: asking is what takes processing on.

    First it is in progress, then done: or failed, if a GIF does not play to its end.
    """
    check_query(request, ("media_id", "command"))
    wish = request.argument("media_id") or ""
    media = _own_media(sandbox, account, wish)
    if media.state is State.PENDING:
        files.processed(sandbox.store, media.id, State.IN_PROGRESS)
    elif media.state is State.IN_PROGRESS:
        played = plays(files.content(sandbox.store, media.id))
        end = State.SUCCEEDED if played else State.FAILED
        files.processed(sandbox.store, media.id, end)
    media = _own_media(sandbox, account, wish)
    return json_answer({"data": _object(media, request)})


def describe(sandbox: Sandbox, request: Request, account: SandboxAccount) -> Answer:
    """``POST /2/media/metadata``: the alt text."""
    body = read_json(request, _METADATA)
    media = _own_media(sandbox, account, str(body["id"]))
    match body.get("metadata"):
        case {"alt_text": {"text": str(alt)}}:
            files.describe(sandbox.store, media.id, alt)
            kept: Object = {"alt_text": {"text": alt}}
        case _:
            kept = {}
    return json_answer({"data": {"id": str(media.id), "associated_metadata": kept}})


def _with_media(request: Request, shape: Shape) -> tuple[dict[str, object], bytes]:
    """The body, and the bytes of its ``media``, from JSON or from a form."""
    if request.media_type != "multipart/form-data":
        body = read_json(request, shape)
        try:
            return body, base64.b64decode(str(body["media"]), validate=True)
        except (binascii.Error, ValueError):
            raise invalid("$.media: is not base64", {}) from None
    fields = read_fields(request)
    texts: dict[str, object] = {
        name: value.decode("utf-8", "replace")
        for name, value in fields.items()
        if name != "media"
    }
    if str(texts.get("segment_index", "")).isdecimal():
        texts["segment_index"] = int(str(texts["segment_index"])[:9])
    media = {"media": "…"} if fields.get("media") else {}
    check(texts | media, shape, "$")
    return texts, fields["media"]


def _arrival(
    account: SandboxAccount, category: str, content: bytes, *, ready: bool
) -> Arrival:
    _check_size(len(content), account, category)
    seen = picture(content)
    if seen is None or (seen.mime == "image/gif") != (category == "tweet_gif"):
        raise invalid(f"media type unrecognized for {category}", {})
    return Arrival(account.user_id, category, seen, content, ready)


def _check_size(size: int, account: SandboxAccount, category: str) -> None:
    limits = X.limits(account.tier)
    limit = limits.gif_bytes if category == "tweet_gif" else limits.image_bytes
    if size > limit:
        raise invalid(f"File size exceeds {limit} bytes for {category}: {size}.", {})


def _own_upload(sandbox: Sandbox, account: SandboxAccount, wish: str) -> Upload:
    found = files.find_upload(sandbox.store, from_text(wish))
    if found is None:
        raise not_found("media", "id", wish)
    if found.user_id != account.user_id:
        raise forbidden("You are not allowed to use this media.")
    return found


def _own_media(sandbox: Sandbox, account: SandboxAccount, wish: str) -> Media:
    plausible = wish.isascii() and wish.isdigit() and len(wish) <= 19
    found = files.find(sandbox.store, from_text(wish)) if plausible else None
    if found is None:
        raise not_found("media", "media_id", wish)
    if found.user_id != account.user_id:
        raise forbidden("You are not allowed to use this media.")
    return found


def _object(media: Media, request: Request) -> Object:
    age = (request.now - media.created).total_seconds()
    data: Object = {
        "id": str(media.id),
        "media_key": media.key,
        "size": media.size,
        "expires_after_secs": max(0, LIVES_SECONDS - int(age)),
        "image": {
            "w": media.picture.width,
            "h": media.picture.height,
            "image_type": media.picture.mime,
        },
    }
    if media.category == "tweet_gif":
        data["processing_info"] = {"state": media.state.value, **_PROGRESS[media.state]}
    return data
