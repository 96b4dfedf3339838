"""What a target belongs to: by these names it is frozen, and claims record them."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.dispatch.target import Target
from mergecast.model.freeze import PASSES


def scopes(target: Target) -> tuple[str, ...]:
    """What a target belongs to beside its account and its post.

    In a crisis the incident, too, for which it passes freezes, and the others whose
    freezes it passes with that.
    """
    named = ((name, target.post.text(name)) for name in ("bucket", "campaign"))
    own = (str(target.post.text("incident")),) if target.crisis else ()
    passes = tuple(f"{PASSES}{name}" for name in (*own, *target.past))
    return (
        f"network:{target.account.network}",
        *(f"{name}:{value}" for name, value in named if value),
        *_locales(locale(target)),
        *passes,
    )


def locale(target: Target) -> str | None:
    """The language of the target's own words, else of the post."""
    own = {one.key: one.locale for one in target.post.variants if one.locale}
    account = target.account
    return (
        own.get(account.key) or own.get(account.network) or target.post.text("locale")
    )


def _locales(tag: str | None) -> Iterator[str]:
    """A language and all that it is one of: zh-Hans is zh, too."""
    parts = (tag or "").split("-")
    for count in range(len(parts) if tag else 0, 0, -1):
        yield f"locale:{'-'.join(parts[:count])}"
