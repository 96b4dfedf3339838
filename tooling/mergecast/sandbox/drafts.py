"""The body of ``POST /2/tweets``: what it may hold, and the draft it describes."""

from __future__ import annotations

from mergecast.sandbox.bodies import Flag, Items, Shape, Text, Whole, read_json
from mergecast.sandbox.posts import Draft, Poll, normalised
from mergecast.sandbox.problems import invalid
from mergecast.sandbox.snowflake import from_text
from mergecast.sandbox.wire import Request

ID = r"[0-9]{1,19}"
_REPLY_SETTINGS = Text(
    choices=("following", "mentionedUsers", "subscribers", "verified")
)
_CREATE = Shape(
    members={
        "text": Text(),
        "reply": Shape(
            members={
                "in_reply_to_tweet_id": Text(pattern=ID),
                "exclude_reply_user_ids": Items(Text(pattern=ID)),
                "auto_populate_reply_metadata": Flag(),
            },
            required=("in_reply_to_tweet_id",),
        ),
        "quote_tweet_id": Text(pattern=ID),
        "poll": Shape(
            members={
                "options": Items(Text(least=1, most=25), least=2, most=4),
                "duration_minutes": Whole(5, 10_080),
                "reply_settings": _REPLY_SETTINGS,
            },
            required=("options", "duration_minutes"),
        ),
        "media": Shape(
            members={
                "media_ids": Items(Text(pattern=ID), least=1, most=4),
                "tagged_user_ids": Items(Text(pattern=ID), most=10),
            },
            required=("media_ids",),
            unplayed=frozenset(
                {
                    "call_to_actions",
                    "description",
                    "embeddable",
                    "preview_media_id",
                    "title",
                }
            ),
        ),
        "reply_settings": _REPLY_SETTINGS,
        "paid_partnership": Flag(),
        "made_with_ai": Flag(),
    },
    unplayed=frozenset(
        {
            "card_uri",
            "community_id",
            "direct_message_deep_link",
            "edit_options",
            "for_super_followers_only",
            "geo",
            "nullcast",
            "share_with_followers",
        }
    ),
)


def read_draft(request: Request) -> Draft:
    """The draft in a request's body, or 400."""
    draft = _draft(read_json(request, _CREATE))
    _check_combination(draft)
    return draft


def _draft(body: dict[str, object]) -> Draft:
    """The body as a draft; its shape was checked, so the casts hold."""
    reply_to: int | None = None
    poll: Poll | None = None
    media: tuple[int, ...] = ()
    match body.get("reply"):
        case {"in_reply_to_tweet_id": str(parent)}:
            reply_to = from_text(parent)
    match body.get("poll"):
        case {"options": list(options), "duration_minutes": int(minutes)}:
            poll = Poll(tuple(map(str, options)), minutes)
    match body.get("media"):
        case {"media_ids": list(ids)}:
            media = tuple(from_text(str(i)) for i in ids)
    quote = body.get("quote_tweet_id")
    return Draft(
        text=str(body.get("text", "")),
        reply_to=reply_to,
        quote=from_text(str(quote)) if quote is not None else None,
        poll=poll,
        media=media,
        reply_settings=str(body.get("reply_settings", "everyone")),
        paid=body.get("paid_partnership") is True,
        made_with_ai=body.get("made_with_ai") is True,
    )


def _check_combination(draft: Draft) -> None:
    if not normalised(draft.text) and not draft.media:
        raise invalid("$.text: is missing but it is required", {"$": ["{}"]})
    together = [
        name
        for name, used in (
            ("quote_tweet_id", draft.quote is not None),
            ("poll", draft.poll is not None),
            ("media", bool(draft.media)),
        )
        if used
    ]
    if len(together) > 1:
        names = " and ".join(f"$.{name}" for name in together)
        raise invalid(f"{names} are mutually exclusive", {})
