"""Says whether data has the form of settings.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_integer, is_number

_LOCALE = partial(
    re.search,
    r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?!\n)$",
)
_BRANCH = partial(
    re.search,
    r"^(?![^\n]*(?:\.\.|//|/\.|\.lock(?:/|$)))[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,198}[A-Za-z0-9_-])?(?!\n)$",
)
_LEDGER_GENESIS = partial(re.search, r"^[A-Za-z0-9][A-Za-z0-9:_-]{7,127}(?!\n)$")
_LEDGER_KEY = partial(re.search, r"^[a-z0-9][a-z0-9._-]{0,39}(?!\n)$")
_FORGE_KIND_VALUES = {"github", "offline"}
_FORGE_REPOSITORY = partial(
    re.search,
    r"^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+(?!\n)$",
)
_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_ACCOUNT_USER = partial(re.search, r"^[^@\s][^@\s]*(?!\n)$")
_ACCOUNT_USER_ID = partial(re.search, r"^[^\s]{1,256}(?!\n)$")
_ZONE = partial(re.search, r"^[A-Za-z][A-Za-z0-9_+/-]{0,63}(?!\n)$")
_TIME_OF_DAY = partial(re.search, r"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?!\n)$")
_SLOT_DAYS_ITEM_VALUES = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
_REGION = partial(re.search, r"^[A-Z]{2}(?:-[A-Z0-9]{1,3})?(?!\n)$")
_ACCOUNT_SELF_REPLIES_VALUES = {"unverified", "confirmed", "refused"}
_LATE = partial(re.search, r"^(?:hold|skip|publish-within [1-9][0-9]{0,3}[mhd])(?!\n)$")
_DURATION = partial(re.search, r"^(?:0|[1-9][0-9]{0,3})[smhd](?!\n)$")
_PUBLISHING_REFUSED_VALUES = {"error", "manual"}
_APPROVAL_PROFILE_VALUES = {"team", "small"}
_APPROVAL_RULE_BUCKETS_ITEM_VALUES = {"evergreen", "industry", "reactive"}
_APPROVAL_RULE_LANES_ITEM_VALUES = {"planned", "realtime"}
_APPROVAL_RULE_RATINGS_ITEM_VALUES = {"G", "PG", "PG-13"}
_APPROVAL_RULE_RISKS_ITEM_VALUES = {"low", "medium", "high"}
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_SITE = partial(
    re.search,
    r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,10}[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?(?!\n)$",
)
_DEPARTMENT_CALENDAR_FILE = partial(
    re.search,
    r"^calendar/departments/[A-Za-z0-9][A-Za-z0-9._-]{0,100}\.ics(?!\n)$",
)
_DEPARTMENT_CALENDAR_KEEP_FREE_1_VALUES = {"all"}
_BUDGET_BARE_DOMAINS_VALUES = {"url", "text"}
_FINDING_ID = partial(re.search, r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(?!\n)$")
_SEVERITY_VALUES = {"error", "warning", "info", "off"}


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "version" in v and "accounts" in v


def _version(v: object) -> bool:
    return is_integer(v) and v == 1


def _locale(v: object) -> bool:
    return isinstance(v, str) and _LOCALE(v) is not None


def _ledger(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _LEDGER_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _branch(v: object) -> bool:
    return isinstance(v, str) and _BRANCH(v) is not None


def _ledger_genesis(v: object) -> bool:
    return isinstance(v, str) and _LEDGER_GENESIS(v) is not None


def _ledger_key(v: object) -> bool:
    return isinstance(v, str) and _LEDGER_KEY(v) is not None


def _forge(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _FORGE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "kind" in v


def _forge_kind(v: object) -> bool:
    return isinstance(v, str) and v in _FORGE_KIND_VALUES


def _forge_repository(v: object) -> bool:
    return isinstance(v, str) and _FORGE_REPOSITORY(v) is not None


def _accounts(v: object) -> bool:
    return isinstance(v, dict) and all(map(_key, v)) and all(map(_account, v.values()))


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _account(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCOUNT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "network" in v and "user" in v and "timezone" in v


def _account_user(v: object) -> bool:
    return isinstance(v, str) and _ACCOUNT_USER(v) is not None


def _account_user_id(v: object) -> bool:
    return isinstance(v, str) and _ACCOUNT_USER_ID(v) is not None


def _zone(v: object) -> bool:
    return isinstance(v, str) and _ZONE(v) is not None


def _account_slots(v: object) -> bool:
    return isinstance(v, list) and all(map(_account_slots_item, v))


def _account_slots_item(v: object) -> bool:
    return _time_of_day(v) or _slot(v)


def _time_of_day(v: object) -> bool:
    return isinstance(v, str) and _TIME_OF_DAY(v) is not None


def _slot(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _SLOT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "at" in v


def _slot_days(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_slot_days_item, v))
        and len(set(v)) == len(v)
    )


def _slot_days_item(v: object) -> bool:
    return isinstance(v, str) and v in _SLOT_DAYS_ITEM_VALUES


def _slot_reserved(v: object) -> bool:
    return isinstance(v, bool)


def _account_audience(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCOUNT_AUDIENCE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return len(v) >= 1


def _account_audience_zones(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 12
        and all(map(_zone, v))
        and len(set(v)) == len(v)
    )


def _account_audience_regions(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 100
        and all(map(_region, v))
        and len(set(v)) == len(v)
    )


def _region(v: object) -> bool:
    return isinstance(v, str) and _REGION(v) is not None


def _quiet_hours(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _QUIET_HOURS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "from" in v and "to" in v


def _account_self_replies(v: object) -> bool:
    return isinstance(v, str) and v in _ACCOUNT_SELF_REPLIES_VALUES


def _publishing(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PUBLISHING_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _late(v: object) -> bool:
    return isinstance(v, str) and _LATE(v) is not None


def _duration(v: object) -> bool:
    return isinstance(v, str) and _DURATION(v) is not None


def _publishing_per_day(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 1000


def _publishing_refused(v: object) -> bool:
    return isinstance(v, str) and v in _PUBLISHING_REFUSED_VALUES


def _approval(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _APPROVAL_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _approval_profile(v: object) -> bool:
    return isinstance(v, str) and v in _APPROVAL_PROFILE_VALUES


def _approval_reschedule(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _APPROVAL_RESCHEDULE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _roles(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _approval_reschedule_count(v: object) -> bool:
    return is_integer(v) and v >= 0 and v <= 9


def _need(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _NEED_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "count" in v or "all_of" in v or "any_of" in v


def _need_count(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 9


def _approval_fast_lane(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _APPROVAL_FAST_LANE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _approval_fast_lane_relevance(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 5


def _approval_fast_lane_safety(v: object) -> bool:
    return is_integer(v) and v >= 3 and v <= 5


def _approval_fast_lane_per_day(v: object) -> bool:
    return is_integer(v) and v >= 1 and v <= 20


def _approval_rules(v: object) -> bool:
    return isinstance(v, list) and all(map(_approval_rule, v))


def _approval_rule(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _APPROVAL_RULE_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "count" in v or "all_of" in v or "any_of" in v


def _approval_rule_accounts(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_networks(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_locales(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_locale, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_buckets(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_approval_rule_buckets_item, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_buckets_item(v: object) -> bool:
    return isinstance(v, str) and v in _APPROVAL_RULE_BUCKETS_ITEM_VALUES


def _approval_rule_campaigns(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_lanes(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_approval_rule_lanes_item, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_lanes_item(v: object) -> bool:
    return isinstance(v, str) and v in _APPROVAL_RULE_LANES_ITEM_VALUES


def _approval_rule_ratings(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_approval_rule_ratings_item, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_ratings_item(v: object) -> bool:
    return isinstance(v, str) and v in _APPROVAL_RULE_RATINGS_ITEM_VALUES


def _approval_rule_risks(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and all(map(_approval_rule_risks_item, v))
        and len(set(v)) == len(v)
    )


def _approval_rule_risks_item(v: object) -> bool:
    return isinstance(v, str) and v in _APPROVAL_RULE_RISKS_ITEM_VALUES


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _planning(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PLANNING_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _planning_planned(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 2 and len(v) <= 2 and all(map(_percent, v))


def _percent(v: object) -> bool:
    return is_integer(v) and v >= 0 and v <= 100


def _planning_tolerance(v: object) -> bool:
    return is_integer(v) and v >= 0 and v <= 50


def _planning_sites(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 100
        and all(map(_site, v))
        and len(set(v)) == len(v)
    )


def _site(v: object) -> bool:
    return isinstance(v, str) and _SITE(v) is not None


def _planning_calendars(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 50
        and all(map(_department_calendar, v))
    )


def _department_calendar(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _DEPARTMENT_CALENDAR_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "name" in v and "file" in v


def _department_calendar_file(v: object) -> bool:
    return isinstance(v, str) and _DEPARTMENT_CALENDAR_FILE(v) is not None


def _department_calendar_keep_free(v: object) -> bool:
    return _department_calendar_keep_free_1(v) or _categories(v)


def _department_calendar_keep_free_1(v: object) -> bool:
    return isinstance(v, str) and v in _DEPARTMENT_CALENDAR_KEEP_FREE_1_VALUES


def _categories(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 100
        and all(map(_categories_item, v))
        and len(set(v)) == len(v)
    )


def _categories_item(v: object) -> bool:
    return isinstance(v, str) and len(v) >= 1 and len(v) <= 100


def _department_calendar_accounts(v: object) -> bool:
    return (
        isinstance(v, list)
        and len(v) >= 1
        and len(v) <= 1000
        and all(map(_key, v))
        and len(set(v)) == len(v)
    )


def _planning_buckets(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PLANNING_BUCKETS_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _budget(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _BUDGET_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return len(v) >= 1


def _threshold(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _THRESHOLD_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return len(v) >= 1


def _threshold_warn(v: object) -> bool:
    return is_number(v) and v >= 0 and v <= 1000000


def _budget_accounts(v: object) -> bool:
    return (
        isinstance(v, dict) and all(map(_key, v)) and all(map(_threshold, v.values()))
    )


def _budget_bare_domains(v: object) -> bool:
    return isinstance(v, str) and v in _BUDGET_BARE_DOMAINS_VALUES


def _checks(v: object) -> bool:
    return (
        isinstance(v, dict)
        and all(map(_finding_id, v))
        and all(map(_checks_entry, v.values()))
    )


def _finding_id(v: object) -> bool:
    return isinstance(v, str) and _FINDING_ID(v) is not None


def _checks_entry(v: object) -> bool:
    return _severity(v) or _check_setting(v)


def _severity(v: object) -> bool:
    return isinstance(v, str) and v in _SEVERITY_VALUES


def _check_setting(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _CHECK_SETTING_FIELDS.get(key)
        if field is not None and not field(value):
            return False
    return len(v) >= 1


_LEDGER_FIELDS: dict[str, Callable[[object], bool]] = {
    "branch": _branch,
    "genesis": _ledger_genesis,
    "key": _ledger_key,
}

_FORGE_FIELDS: dict[str, Callable[[object], bool]] = {
    "kind": _forge_kind,
    "repository": _forge_repository,
}

_SLOT_FIELDS: dict[str, Callable[[object], bool]] = {
    "at": _time_of_day,
    "name": _key,
    "days": _slot_days,
    "reserved": _slot_reserved,
}

_ACCOUNT_AUDIENCE_FIELDS: dict[str, Callable[[object], bool]] = {
    "zones": _account_audience_zones,
    "regions": _account_audience_regions,
}

_QUIET_HOURS_FIELDS: dict[str, Callable[[object], bool]] = {
    "from": _time_of_day,
    "to": _time_of_day,
    "timezone": _zone,
}

_ACCOUNT_FIELDS: dict[str, Callable[[object], bool]] = {
    "network": _key,
    "user": _account_user,
    "user_id": _account_user_id,
    "timezone": _zone,
    "tier": _key,
    "slots": _account_slots,
    "audience": _account_audience,
    "quiet_hours": _quiet_hours,
    "verify": _slot_reserved,
    "self_replies": _account_self_replies,
    "automated_label": _slot_reserved,
    "sample": _slot_reserved,
}

_PUBLISHING_FIELDS: dict[str, Callable[[object], bool]] = {
    "late": _late,
    "spacing": _duration,
    "per_day": _publishing_per_day,
    "wait": _duration,
    "quiet_hours": _quiet_hours,
    "refused": _publishing_refused,
    "remote": _branch,
    "branch": _branch,
}

_APPROVAL_RESCHEDULE_FIELDS: dict[str, Callable[[object], bool]] = {
    "all_of": _roles,
    "any_of": _roles,
    "count": _approval_reschedule_count,
}

_NEED_FIELDS: dict[str, Callable[[object], bool]] = {
    "all_of": _roles,
    "any_of": _roles,
    "count": _need_count,
}

_APPROVAL_FAST_LANE_FIELDS: dict[str, Callable[[object], bool]] = {
    "relevance": _approval_fast_lane_relevance,
    "safety": _approval_fast_lane_safety,
    "value": _approval_fast_lane_relevance,
    "roles": _roles,
    "per_day": _approval_fast_lane_per_day,
}

_APPROVAL_RULE_FIELDS: dict[str, Callable[[object], bool]] = {
    "accounts": _approval_rule_accounts,
    "networks": _approval_rule_networks,
    "locales": _approval_rule_locales,
    "buckets": _approval_rule_buckets,
    "campaigns": _approval_rule_campaigns,
    "lanes": _approval_rule_lanes,
    "ratings": _approval_rule_ratings,
    "risks": _approval_rule_risks,
    "paid": _slot_reserved,
    "media": _slot_reserved,
    "new_media": _slot_reserved,
    "all_of": _roles,
    "any_of": _roles,
    "count": _need_count,
    "because": _line,
}

_APPROVAL_FIELDS: dict[str, Callable[[object], bool]] = {
    "profile": _approval_profile,
    "strict": _slot_reserved,
    "valid_for": _duration,
    "reschedule": _approval_reschedule,
    "policy": _need,
    "fast_lane": _approval_fast_lane,
    "rules": _approval_rules,
}

_DEPARTMENT_CALENDAR_FIELDS: dict[str, Callable[[object], bool]] = {
    "name": _key,
    "file": _department_calendar_file,
    "owner": _key,
    "keep_free": _department_calendar_keep_free,
    "timezone": _zone,
    "accounts": _department_calendar_accounts,
}

_PLANNING_BUCKETS_FIELDS: dict[str, Callable[[object], bool]] = {
    "evergreen": _percent,
    "industry": _percent,
    "reactive": _percent,
}

_PLANNING_FIELDS: dict[str, Callable[[object], bool]] = {
    "planned": _planning_planned,
    "tolerance": _planning_tolerance,
    "sites": _planning_sites,
    "calendars": _planning_calendars,
    "buckets": _planning_buckets,
}

_THRESHOLD_FIELDS: dict[str, Callable[[object], bool]] = {
    "warn": _threshold_warn,
    "wait": _threshold_warn,
}

_BUDGET_FIELDS: dict[str, Callable[[object], bool]] = {
    "month": _threshold,
    "accounts": _budget_accounts,
    "timezone": _zone,
    "bare_domains": _budget_bare_domains,
}

_CHECK_SETTING_FIELDS: dict[str, Callable[[object], bool]] = {
    "severity": _severity,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "version": _version,
    "language": _locale,
    "ledger": _ledger,
    "forge": _forge,
    "accounts": _accounts,
    "publishing": _publishing,
    "approval": _approval,
    "planning": _planning,
    "budget": _budget,
    "live": _slot_reserved,
    "public": _slot_reserved,
    "checks": _checks,
}
