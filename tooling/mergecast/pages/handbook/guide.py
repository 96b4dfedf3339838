"""Pages of the style guide: names, voice, rating, images, conduct, and its rules."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.model.guide import (
    Asset,
    Branding,
    Conduct,
    Devices,
    Limit,
    Name,
    Names,
    Rating,
    Voice,
)
from mergecast.pages.facts import Site
from mergecast.pages.handbook.blocks import (
    bullets,
    heading,
    inline,
    paragraph,
    strong,
    table,
    tags,
)
from mergecast.pages.markup import NOTHING, Markup
from mergecast.style.rule import Rule

_DEVICES = {
    "emoji": "Emoji",
    "exclamation_marks": "Exclamation marks",
    "questions": "Questions",
    "capitals": "Words in capitals",
    "words": "Words",
    "hashtags": "Hashtags",
    "mentions": "Mentions",
    "links": "Links",
}
_HOLDS = {
    "everywhere": "Everywhere",
    "our-accounts": "On our accounts",
    "own-accounts": "On your own accounts",
}


def names_page(site: Site, names: Names) -> Iterator[Markup]:
    """How names are written, and what we call the people we write for."""
    head = [site.say(each) for each in ("we write", "never", "why", "where")]
    yield table(head, (_name(site, each) for each in names.names))
    if names.audience:
        yield heading(site.say("The people we write for"))
        yield table(head, (_name(site, each) for each in names.audience))


def _name(site: Site, name: Name) -> tuple[Markup, str, str, str]:
    narrowed = (*name.narrowed.locales, *name.narrowed.accounts)
    first = f" ({site.say('at first: {name}', name=name.first)})" if name.first else ""
    where = ", ".join(narrowed) or site.say("everywhere")
    return strong(f"{name.write}{first}"), ", ".join(name.never), name.because, where


def voice_page(site: Site, voice: Voice) -> Iterator[Markup]:
    """Which devices a text may use: everywhere, in a language, on an account."""
    yield _devices(site, voice.usual)
    for who, devices in (*voice.locales.items(), *voice.accounts.items()):
        yield heading(who)
        yield _devices(site, devices)


def _devices(site: Site, devices: Devices) -> Markup:
    rows = [
        (strong(site.say(words)), said)
        for name, words in _DEVICES.items()
        if (limit := getattr(devices, name)) is not None
        and (said := _limit(site, limit))
    ]
    if devices.longest is not None:
        said = site.say("at most {count} words", count=str(devices.longest))
        rows.append((strong(site.say("Sentences")), said))
    if devices.signature is not None:
        posts = devices.signature == "posts"
        words = "at the end of every post" if posts else "never"
        rows.append((strong(site.say("Signature")), site.say(words)))
    return table([site.say("device"), site.say("how much")], rows)


def _limit(site: Site, limit: Limit) -> str:
    said = []
    if limit.most is not None:
        said.append(site.say("at most {count}", count=str(limit.most)))
    if limit.place == "end":
        said.append(site.say("at the end"))
    if limit.camel_case:
        said.append(site.say("in CamelCase"))
    for words, values in (
        ("only", sorted(limit.only)),
        ("never", limit.never),
        ("but for", sorted(limit.exempt)),
    ):
        if values:
            said.append(f"{site.say(words)} {', '.join(values)}")
    return "; ".join(said)


def rating_page(site: Site, rating: Rating) -> Iterator[Markup]:
    """What is suitable for whom."""
    yield paragraph(strong(site.say("highest rating")), f" {rating.most}")
    yield table(
        [site.say("account"), site.say("highest rating")], rating.accounts.items()
    )
    if rating.words:
        yield heading(site.say("Words that need a rating"))
    yield table(
        [site.say(each) for each in ("rating", "words", "why")],
        ((each.rating, ", ".join(each.words), each.because) for each in rating.words),
    )


def branding_page(site: Site, branding: Branding) -> Iterator[Markup]:
    """How images look."""
    yield table(
        [site.say(each) for each in ("network", "at least", "ratio")],
        (
            (
                network,
                f"{rules.width} × {rules.height}",
                ", ".join(f"{wide}:{high}" for wide, high in rules.ratios),
            )
            for network, rules in branding.images.items()
        ),
    )
    yield bullets(
        site.say(words)
        for words, holds in (
            ("File names are in kebab-case", branding.kebab_case),
            ("Every image has an asset file", branding.assets_needed),
            ("Every image carries our mark", branding.mark_needed),
        )
        if holds
    )


def assets_page(site: Site, assets: list[Asset]) -> Iterator[Markup]:
    """Which images there are, whose they are, and until when they may be used."""
    yield table(
        [site.say(each) for each in ("file", "owner", "licence", "until")],
        ((each.file, each.owner, each.licence, each.expires or "") for each in assets),
    )


def conduct_page(site: Site, conduct: Conduct) -> Iterator[Markup]:
    """Rules for people, and who has signed them."""
    yield paragraph(site.say("Version {number}", number=str(conduct.version)))
    for key, words in _HOLDS.items():
        own = [(rule, why) for rule, why, holds in conduct.rules if holds == key]
        if own:
            yield heading(site.say(words))
            yield bullets(inline(rule, f" ({why})" if why else "") for rule, why in own)
    signed = [
        site.named(key)
        for key, what in conduct.signed.items()
        if what >= conduct.version
    ]
    yield heading(site.say("Signed by"))
    yield tags(signed) if signed else paragraph(site.say("nobody"))


def rules_page(site: Site, rules: list[Rule]) -> Iterator[Markup]:
    """What the rules of a package say, each with an example of what is wrong."""
    for rule in rules:
        yield heading(rule.id)
        yield paragraph(rule.description or rule.message.replace("%s", "…"))
        where = (*rule.locales, *rule.accounts)
        yield tags([site.say(rule.level.value), *where])
        yield _examples(site, rule)


def _examples(site: Site, rule: Rule) -> Markup:
    good, bad = rule.examples.good, rule.examples.bad
    if not good and not bad:
        return NOTHING
    return bullets(
        [
            *(inline(strong(site.say("not")), f" {each}") for each in bad[:2]),
            *(inline(strong(site.say("but")), f" {each}") for each in good[:2]),
        ]
    )
