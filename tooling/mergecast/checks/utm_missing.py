"""Links to our own sites carry the tags of their campaign.

Where a campaign has `utm` and `planning.sites` in mergecast.yaml names our domains,
each link to one of them in its posts has `utm_campaign` (the campaign's id unless it
says another) and whatever else `utm` names, with just these values. Nothing is written
into links by itself: the words that were approved are the words that go out.

Passes::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    campaign: tagged
    text: Look at https://example.org/launch?utm_medium=social&utm_campaign=tagged
    # mergecast.yaml
    planning: {sites: [example.org]}
    # calendar/campaigns/tagged.yaml
    id: tagged
    title: Tagged
    starts: 2026-11-01
    ends: 2026-12-31
    utm: {medium: social}

Fails::

    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    campaign: tagged
    text: Look at https://www.example.org/launch
    # mergecast.yaml
    planning: {sites: [example.org]}
    # calendar/campaigns/tagged.yaml
    id: tagged
    title: Tagged
    starts: 2026-11-01
    ends: 2026-12-31
    utm: {medium: social}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.workspace import Campaign
from mergecast.source import Place

ID = "utm-missing"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"campaign"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look at the links of a campaign's post."""
    campaign = context.workspace.campaigns.get(post.text("campaign") or "")
    planning: Any = context.workspace.settings.data.get("planning") or {}
    sites = tuple(planning.get("sites", ()))
    if campaign is None or not sites or not campaign.within("utm"):
        return ()
    return dict.fromkeys(_remarks(post, context, sites, _wanted(campaign)))


def _wanted(campaign: Campaign) -> Mapping[str, str]:
    """The tags that a link carries."""
    named = {key: str(value) for key, value in campaign.within("utm").items()}
    return {
        f"utm_{key}": value
        for key, value in {
            **named,
            "campaign": named.get("campaign", campaign.id),
        }.items()
    }


def _remarks(
    post: Post, context: Context, sites: tuple[str, ...], wanted: Mapping[str, str]
) -> Iterator[Remark]:
    for parts, network, tier, _ in targets(post, context):
        for part in parts:
            for url in network.measure(part.text, tier).urls:
                missing = _missing(url.text, sites, wanted)
                if missing:
                    told = ", ".join(f"{key}={value}" for key, value in missing.items())
                    yield Remark(
                        Place(post.path, part.route, within=(url.start, url.end)),
                        f"link '{url.text[:80]}' lacks {told}",
                        hint=f"write {_tagged(url.text, missing)}",
                    )


def _missing(
    link: str, sites: tuple[str, ...], wanted: Mapping[str, str]
) -> dict[str, str]:
    """The tags that a link to one of the sites does not carry as wanted."""
    try:
        parts = urlsplit(link if "://" in link else f"//{link}")
        host = (parts.hostname or "").rstrip(".")
        query = parse_qs(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return {}
    if not any(host == site or host.endswith(f".{site}") for site in sites):
        return {}
    return {key: own for key, own in wanted.items() if query.get(key) != [own]}


def _tagged(link: str, missing: Mapping[str, str]) -> str:
    """The link with its tags; what it had under the same names is replaced."""
    rest, sign, fragment = link.partition("#")
    address, _, query = rest.partition("?")
    kept = [
        each
        for each in query.split("&")
        if each and each.partition("=")[0] not in missing
    ]
    return f"{address}?{'&'.join([*kept, urlencode(missing)])}{sign}{fragment}"
