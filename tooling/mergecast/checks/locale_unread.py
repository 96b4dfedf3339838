"""Somebody who may approve a post reads its language.

With a policy for approvals, who approves a post reads the language it is in
(`languages` in playbooks/team.yaml). Where nobody does, nobody can approve it. In a
small team (`profile: small`) a translation in `gloss` is enough.

Passes::

    # mergecast.yaml
    approval: {profile: team}
    # playbooks/team.yaml
    members:
      mei: {name: Mei, languages: [en, zh-Hans]}
      aisyah: {name: Aisyah, languages: [ms]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    locale: ms
    text: Sudah keluar.

Fails::

    # mergecast.yaml
    approval: {profile: team}
    # playbooks/team.yaml
    members:
      mei: {name: Mei, languages: [en, zh-Hans]}
      aisyah: {name: Aisyah, languages: [ms]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    locale: de
    text: Es ist da.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.findings import Remark, Severity
from mergecast.model.languages import reads
from mergecast.model.post import Post
from mergecast.source import Route

ID = "locale-unread"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({"locale", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Look for a reader of each language."""
    policy, team = context.workspace.settings.approval, context.workspace.team
    spoken = [member.languages for member in team.members.values() if member.languages]
    glossed = policy is not None and not policy.readers and "gloss" in post.data
    if policy is None or not spoken or glossed:
        return ()
    return [
        Remark(
            post.span(*route),
            f"nobody on the team reads {locale}, so nobody can approve this",
            hint="add the language to who reads it in playbooks/team.yaml",
        )
        for locale, route in _locales(post)
        if not any(reads(languages, locale) for languages in spoken)
    ]


def _locales(post: Post) -> Iterator[tuple[str, Route]]:
    own = post.text("locale")
    if own is not None:
        yield own, ("locale",)
    for variant in post.variants:
        if variant.locale is not None:
            yield variant.locale, ("variants", variant.key, "locale")
