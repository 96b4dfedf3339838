"""Who can read what: language tags side by side."""

from __future__ import annotations

from collections.abc import Iterable


def reads(languages: Iterable[str], locale: str) -> bool:
    """Whether someone who reads ``languages`` reads words in ``locale``.

    The country does not matter, the script does where both say one: who reads zh-Hans
    reads zh and zh-Hans-SG, and not zh-Hant.
    """
    language, script = _parts(locale)
    for own in languages:
        known, letters = _parts(own)
        if known == language and (not script or not letters or script == letters):
            return True
    return False


def _parts(tag: str) -> tuple[str, str]:
    language, *more = tag.split("-")
    scripts = [each for each in more if len(each) == 4 and each.isalpha()]
    return language.casefold(), scripts[0].casefold() if scripts else ""
