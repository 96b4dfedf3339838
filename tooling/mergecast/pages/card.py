"""All about one post: how it stands, what to do, and how it will look where."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.pages.chips import stage_class
from mergecast.pages.desk import Proposed, Waits
from mergecast.pages.facts import Site
from mergecast.pages.looks import preview
from mergecast.pages.markup import NOTHING, Markup, fill, join
from mergecast.pages.times import moment
from mergecast.planning.agenda import Entry

_WAYS = {
    "--posted": "it is live: give its address",
    "--resend": "it is not live: send it",
    "--cancel": "it is not to go out any more",
    "--gone": "it is gone from the network",
}
"""What a way to settle a part means, by its option."""


def sheet(site: Site, entry: Entry) -> Markup:
    """A post of the calendar."""
    return _sheet(site, entry, f"p-{entry.post.name}", _facts(site, entry))


def proposed_sheet(site: Site, proposed: Proposed, number: int) -> Markup:
    """A post on a branch; the calendar may have another version of it."""
    entry = proposed.entry
    branch = fill("fact", name=site.say("Branch"), value=proposed.branch)
    facts = (branch, *_facts(site, entry))
    return _sheet(site.on_branch(proposed.pictures), entry, f"r-{number}", facts)


def _sheet(
    site: Site, entry: Entry, id_: str, facts: Iterator[Markup] | tuple[Markup, ...]
) -> Markup:
    return fill(
        "sheet",
        id=id_,
        title=entry.post.name,
        stage=site.say(entry.stage.value),
        stage_class=stage_class(entry.stage),
        when=_when(site, entry),
        waits=_waits(site, entry),
        light=site.say("Light"),
        dark=site.say("Dark"),
        look=site.say("Preview"),
        previews=join(preview(site, entry, account) for account in entry.accounts),
        facts=join(facts),
        close=site.say("Close"),
    )


def _when(site: Site, entry: Entry) -> Markup:
    if entry.at is None:
        return fill("plain", text=site.say("no time yet"))
    said = moment(site, entry.at)
    if entry.asap:
        until = fill("plain", text=f"{site.say('as soon as possible, until')} ")
        return join([until, said])
    return said


def _waits(site: Site, entry: Entry) -> Markup:
    """Why it waits for a person, and what they can do."""
    found = site.desk.waits.get(entry.post.name, ())
    if not found:
        return NOTHING
    return fill(
        "waits",
        title=site.say("What to do"),
        parts=join(_wait(site, each) for each in found),
    )


def _wait(site: Site, waits: Waits) -> Markup:
    first = NOTHING
    if waits.may_be_live:
        told = site.say("It may be live: look at the account before you do anything.")
        first = fill("wait-first", text=told)
    return fill(
        "wait",
        key=waits.key,
        reason=waits.reason,
        first=first,
        ways=join(
            fill("way", means=_means(site, command), command=command)
            for command in waits.settle
        ),
    )


def _means(site: Site, command: str) -> str:
    found = (words for option, words in _WAYS.items() if option in command.split())
    return site.say(next(found, "settle it"))


def _facts(site: Site, entry: Entry) -> Iterator[Markup]:
    post = entry.post
    bucket, owner = post.text("bucket"), post.text("owner")
    facts = {
        "Bucket": site.say(bucket) if bucket else None,
        "Campaign": _campaign(site, post.text("campaign")),
        "Owner": site.named(owner) if owner and site.team else None,
        "File": post.path if site.team else None,
    }
    for name, value in facts.items():
        if value:
            yield fill("fact", name=site.say(name), value=value)
    if entry.url and entry.url.startswith("https://"):
        yield fill("live-link", address=entry.url, text=site.say("On the network"))


def _campaign(site: Site, name: str | None) -> str | None:
    """What people call a campaign; the public knows its id alone."""
    titles = (each.title for each in site.desk.campaigns if each.id == name)
    return next(titles, name)
