"""Gauges: how much is planned, and of which kinds, month by month."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.pages.facts import Site
from mergecast.pages.markup import Markup, fill, join
from mergecast.pages.words import month as month_name
from mergecast.planning.mix import Drift, Mix, Share


def mixture(site: Site) -> Markup:
    """The mix of each account in each month."""
    return fill(
        "mixture",
        title=site.say("Mix"),
        months=join(
            fill(
                "mixed-month",
                title=month_name(site.language, first),
                accounts=join(_account(site, each) for each in mixes),
            )
            for first, mixes in sorted(site.mixes.items())
            if mixes
        ),
    )


def _account(site: Site, mix: Mix) -> Markup:
    shares: Iterable[Share] = (mix.planned, *mix.buckets)
    gauges = join(_gauge(site, each) for each in shares)
    return fill("mixed-account", name=mix.account, gauges=gauges)


def _gauge(site: Site, share: Share) -> Markup:
    least, most = share.agreed.least, share.agreed.most
    return fill(
        "gauge",
        name=site.say(share.name),
        drift=share.drift.value,
        percent=f"{share.percent:.0f}",
        least=str(least),
        room=str(max(1, most - least)),
        count=f"{share.count}/{share.of}",
        agreed=f"{site.say('agreed')} {least}-{most} %",
        told=_told(site, share),
    )


def _told(site: Site, share: Share) -> str:
    if share.drift is Drift.FINE:
        return site.say("fine")
    words = "more needed" if share.drift is Drift.LESS else "too many"
    return f"{site.say(words)}: {abs(share.posts)}"
