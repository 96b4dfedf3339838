"""Which members and which related objects a request wants in its answer.

X's documentation and clients say ``tweet``; the OpenAPI description of 2026 says
``post``. Both vocabularies are taken, and each gets its answer in its own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mergecast.sandbox.problems import invalid
from mergecast.sandbox.wire import Request

_SHARED = (
    "article",
    "attachments",
    "card_uri",
    "community_id",
    "context_annotations",
    "conversation_id",
    "created_at",
    "display_text_range",
    "edit_controls",
    "entities",
    "geo",
    "id",
    "lang",
    "media_metadata",
    "non_public_metrics",
    "organic_metrics",
    "paid_partnership",
    "possibly_sensitive",
    "promoted_metrics",
    "public_metrics",
    "reply_settings",
    "scopes",
    "source",
    "suggested_source_links",
    "suggested_source_links_with_counts",
    "text",
    "withheld",
)
_TABLE: dict[str, tuple[str, ...]] = {
    "tweet.fields": (
        *_SHARED,
        "author_id",
        "edit_history_tweet_ids",
        "in_reply_to_user_id",
        "note_tweet",
        "referenced_tweets",
    ),
    "post.fields": (
        *_SHARED,
        "article_title",
        "matched_media_notes",
        "note_post",
        "note_request_suggestions",
    ),
    "user.fields": (
        "affiliation",
        "confirmed_email",
        "connection_status",
        "created_at",
        "description",
        "entities",
        "id",
        "is_identity_verified",
        "location",
        "most_recent_tweet_id",
        "name",
        "parody",
        "pinned_tweet_id",
        "profile_banner_url",
        "profile_image_url",
        "protected",
        "public_metrics",
        "receives_your_dm",
        "subscribes_to_you",
        "subscription",
        "subscription_type",
        "url",
        "username",
        "verified",
        "verified_followers_count",
        "verified_type",
        "withheld",
    ),
    "media.fields": (
        "alt_text",
        "duration_ms",
        "height",
        "media_key",
        "non_public_metrics",
        "organic_metrics",
        "preview_image_url",
        "promoted_metrics",
        "public_metrics",
        "type",
        "url",
        "variants",
        "width",
    ),
    "poll.fields": (
        "duration_minutes",
        "end_datetime",
        "id",
        "options",
        "voting_status",
    ),
    "place.fields": (
        "contained_within",
        "country",
        "country_code",
        "full_name",
        "geo",
        "id",
        "name",
        "place_type",
    ),
    "expansions": (
        "affiliation",
        "article.cover_media",
        "article.media_entities",
        "attachments.media_keys",
        "attachments.media_source_tweet",
        "attachments.poll_ids",
        "author_id",
        "edit_history_post_ids",
        "edit_history_tweet_ids",
        "entities.mentions.username",
        "geo.place_id",
        "in_reply_to_user_id",
        "most_recent_post_id",
        "most_recent_tweet_id",
        "pinned_post_id",
        "pinned_tweet_id",
        "referenced_posts",
        "referenced_tweets.id",
        "referenced_tweets.id.author_id",
        "username",
    ),
}
# An expansion also shows the member that it expands.
_SHOWN_BY_EXPANSION = {
    "attachments.media_keys": "attachments",
    "attachments.poll_ids": "attachments",
    "author_id": "author_id",
    "entities.mentions.username": "entities",
    "in_reply_to_user_id": "in_reply_to_user_id",
    "referenced_posts": "referenced_posts",
    "referenced_tweets.id": "referenced_tweets",
    "referenced_tweets.id.author_id": "referenced_tweets",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for beyond the members that always come."""

    post: frozenset[str]
    user: frozenset[str]
    media: frozenset[str]
    poll: frozenset[str]
    expansions: frozenset[str]


def check_query(request: Request, own: Iterable[str] = ()) -> None:
    """Refuse a query parameter that the route does not take."""
    allowed = (*own, *_TABLE)
    for name, value in request.query:
        if name not in allowed:
            message = (
                f"The query parameter [{name}] is not one of [{','.join(allowed)}]"
            )
            raise invalid(message, {name: [value]})


def wanted(request: Request) -> Wanted:
    """Read the parameters for fields and expansions, or 400."""
    expansions = _listed(request, "expansions")
    shown = {
        _SHOWN_BY_EXPANSION[name] for name in expansions if name in _SHOWN_BY_EXPANSION
    }
    return Wanted(
        post=_listed(request, "tweet.fields")
        | _listed(request, "post.fields")
        | frozenset(shown),
        user=_listed(request, "user.fields"),
        media=_listed(request, "media.fields"),
        poll=_listed(request, "poll.fields"),
        expansions=expansions,
    )


def listed(request: Request, name: str) -> list[str]:
    """The values of a parameter that takes several, separated by commas."""
    values = request.argument(name)
    return [] if values is None else values.split(",")


def _listed(request: Request, parameter: str) -> frozenset[str]:
    values = listed(request, parameter)
    for value in values:
        if value not in _TABLE[parameter]:
            message = (
                f"The `{parameter}` query parameter value [{value}] is not one of"
                f" [{','.join(_TABLE[parameter])}]"
            )
            raise invalid(message, {parameter: [value]})
    return frozenset(values)
