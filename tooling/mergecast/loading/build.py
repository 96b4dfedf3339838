"""Turn loaded, schema-valid data into the model's values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from mergecast.findings import Severity
from mergecast.loading.build_blackouts import audience, calendars, quiet_hours
from mergecast.loading.build_people import approval
from mergecast.model.approval import ApprovalPolicy
from mergecast.model.budget import NO_LIMIT, Budget, Threshold
from mergecast.model.moments import UnknownZoneError, parse_duration, zone
from mergecast.model.post import Media, Part, Poll, Post, Variant
from mergecast.model.schedule import parse_late
from mergecast.model.settings import (
    Account,
    CheckSetting,
    LedgerSettings,
    Publishing,
    Settings,
)
from mergecast.model.workspace import Campaign
from mergecast.source import Route

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]


def post(path: str, data: Data) -> Post:
    """A post from its file; ``data`` is valid by the post schema."""
    parts = _parts(data, (), ())
    variants = data.get("variants")
    return Post(
        path,
        data["id"],
        tuple(data["accounts"]),
        parts,
        data.get("publish_at"),
        data.get("timezone"),
        _variants(variants, parts) if variants else (),
        data,
    )


def wording(data: Data | str, route: Route) -> tuple[Part, ...]:
    """The parts of one of a series' texts, which stands at ``route``."""
    return (_part(data, route),) if isinstance(data, str) else _parts(data, route, ())


def _parts(data: Data, route: Route, base: tuple[Part, ...]) -> tuple[Part, ...]:
    thread = data.get("thread")
    if thread is not None:
        return tuple(
            _part(item, (*route, "thread", index)) for index, item in enumerate(thread)
        )
    if base and len(base) == 1:
        return (_over(base[0], data, route),)
    return (_part(data, route),)


def _part(data: Data | str, route: Route) -> Part:
    if isinstance(data, str):
        return Part(route, data.rstrip("\n"))
    media = data.get("media")
    poll = data.get("poll")
    return Part(
        (*route, "text"),
        data.get("text", "").rstrip("\n"),
        _media(media, (*route, "media")) if media else (),
        _poll(poll, (*route, "poll")) if poll else None,
    )


def _over(base: Part, data: Data, route: Route) -> Part:
    """``base`` with the fields that a variant has, each replaced whole."""
    own = _part(data, route)
    return Part(
        own.route if "text" in data else base.route,
        own.text if "text" in data else base.text,
        own.media if "media" in data else base.media,
        own.poll if "poll" in data else base.poll,
    )


def _media(items: list[Data], route: Route) -> tuple[Media, ...]:
    return tuple(
        Media((*route, index), item["file"], item.get("alt", ""))
        for index, item in enumerate(items)
    )


def _poll(data: Data, route: Route) -> Poll:
    return Poll(route, tuple(data["options"]), int(data["minutes"]))


def _variants(data: Data, base: tuple[Part, ...]) -> tuple[Variant, ...]:
    return tuple(
        Variant(key, _parts(own, ("variants", key), base), own.get("locale"))
        for key, own in data.items()
    )


def settings(data: Data) -> Settings:
    """The settings, defaults applied; ``data`` is valid by the settings schema."""
    ledger = data.get("ledger", {})
    unset = LedgerSettings()
    budget = data.get("budget", {})
    bare = budget.get("bare_domains", "url") == "url"
    policy = approval(data.get("approval"))
    return Settings(
        language=data.get("language", "en"),
        ledger=LedgerSettings(
            ledger.get("branch", unset.branch), ledger.get("genesis"), ledger.get("key")
        ),
        forge=data.get("forge", {}).get("kind", "offline"),
        accounts={
            key: account(key, own, bare)
            for key, own in data.get("accounts", {}).items()
        },
        publishing=_publishing(data.get("publishing", {}), policy),
        approval=policy,
        budget=_budget(budget) if _OF_MONTHS & budget.keys() else None,
        live=data.get("live"),
        public=data.get("public", False),
        checks={key: _check(own) for key, own in data.get("checks", {}).items()},
        calendars=calendars(data.get("planning", {}).get("calendars", ())),
        data=data,
    )


def account(key: str, data: Data, bare_domains: bool = True) -> Account:  # noqa: FBT001, FBT002 - as of the model
    """One account of the settings."""
    return Account(
        key,
        data["network"],
        data["user"],
        data.get("user_id"),
        data.get("timezone", "UTC"),
        data.get("tier", "self-serve"),
        data.get("sample", False),
        bare_domains,
        audience(data.get("audience")),
        quiet_hours(data.get("quiet_hours")),
        data,
    )


def _publishing(data: Data, policy: ApprovalPolicy | None) -> Publishing:
    lane = policy.fast_lane if policy else None
    unset = Publishing()
    return Publishing(
        late=parse_late(data["late"]) if "late" in data else unset.late,
        spacing=_duration(data.get("spacing"), unset.spacing),
        per_day=data.get("per_day", unset.per_day),
        wait=_duration(data.get("wait"), unset.wait),
        remote=data.get("remote", unset.remote),
        branch=data.get("branch", unset.branch),
        by_hand=data.get("refused") == "manual",
        quiet_hours=quiet_hours(data.get("quiet_hours")),
        hurried_per_day=lane.per_day if lane else None,
    )


_OF_MONTHS = {"month", "accounts", "timezone"}
"""What of ``budget`` is about months: how links are counted is of each account."""


def _budget(data: Data) -> Budget:
    return Budget(
        _threshold(data.get("month")),
        {key: _threshold(own) for key, own in data.get("accounts", {}).items()},
        _zone(data.get("timezone", "UTC")),
    )


def _zone(name: str) -> str:
    """A zone that there is; of one that there is not, a check tells."""
    try:
        zone(name)
    except UnknownZoneError:
        return "UTC"
    return name


def _threshold(data: Data | None) -> Threshold:
    """A float holds what was written to the 15th digit, and its text is that."""
    if data is None:
        return NO_LIMIT
    from mergecast.networks.charges import (  # noqa: PLC0415 - decimal numbers, seldom
        whole_micro_dollars,
    )

    said = {name: whole_micro_dollars(str(own)) for name, own in data.items()}
    return Threshold(said.get("warn"), said.get("wait"))


def _duration(text: str | None, unset: timedelta) -> timedelta:
    return unset if text is None else parse_duration(text)


def _check(data: Data | str) -> CheckSetting:
    if isinstance(data, str):
        data = {"severity": data}
    severity = data.get("severity")
    options = {key: value for key, value in data.items() if key != "severity"}
    if severity == "off":
        return CheckSetting(off=True, options=options)
    return CheckSetting(Severity(severity) if severity else None, options=options)


def campaign(path: str, data: Data) -> Campaign:
    """One campaign; ``data`` is valid by the campaign schema."""
    approvers = tuple(data.get("approvers", ()))
    return Campaign(
        data["id"],
        path,
        data.get("starts"),
        data.get("ends"),
        approvers,
        _threshold(data.get("budget")),
        data.get("title"),
        data.get("owner"),
        data,
    )
