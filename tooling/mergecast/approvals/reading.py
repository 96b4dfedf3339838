"""Who reads the languages of a post."""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.model.languages import reads
from mergecast.model.team import Member, Team


def unread(
    locales: Iterable[str], members: Iterable[Member], team: Team
) -> tuple[str, ...]:
    """The languages that none of these members reads.

    Who says none reads none, unless nobody on the team says any.
    """
    if not any(member.languages for member in team.members.values()):
        return ()
    known = [member.languages for member in members]
    return tuple(
        locale
        for locale in sorted(locales)
        if not any(reads(languages, locale) for languages in known)
    )
