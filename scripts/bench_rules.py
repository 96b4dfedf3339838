"""Make style guides to measure with: many rules, as packages have them.

They find nothing in the believable posts: looking is measured, not telling. The same
count gives the same rules.
"""

from __future__ import annotations

import random
from pathlib import Path

_ENDS = ("", "s", "(?:s|ed)?", "(?:ing)?")


def rules(folder: Path, count: int) -> None:
    """Write ``count`` rules into the workspace: existence and substitution by turns."""
    chance = random.Random(7)  # noqa: S311 - rules, not secrets
    package = folder / "styleguide/rules/Bench"
    package.mkdir(parents=True)
    for number in range(count):
        words = [_word(chance) for _ in range(25)]
        if number % 2:
            lines = "".join(f"  - '{word}{chance.choice(_ENDS)}'\n" for word in words)
            text = f"extends: existence\nmessage: \"Leave out '%s'\"\ntokens:\n{lines}"
        else:
            lines = "".join(f"  '{word}': plain\n" for word in dict.fromkeys(words))
            text = f"extends: substitution\nmessage: '%s, not %s'\nswap:\n{lines}"
        kind = "level: suggestion\nignorecase: true\n"
        (package / f"Rule{number:04}.yml").write_text(kind + text, "utf-8")


def _word(chance: random.Random) -> str:
    return "".join(
        chance.choice("bcdfghklmnprst") + chance.choice("aeiou") for _ in "123"
    )
