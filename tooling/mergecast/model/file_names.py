"""Where files stand that have one place, apart from what is in them.

A check that finds all in memory asks which file is what, and needs no more than this.
"""

from __future__ import annotations

from typing import Final

CODEOWNERS: Final = ".github/CODEOWNERS"
LEVELS: Final = "playbooks/levels.yaml"
MATRIX: Final = "playbooks/matrix.yaml"
STATEMENTS: Final = "playbooks/statements"
NAMES: Final = "styleguide/names.yaml"
VOICE: Final = "styleguide/voice.yaml"
RATING: Final = "styleguide/rating.yaml"
BRANDING: Final = "styleguide/branding.yaml"
CONDUCT: Final = "styleguide/conduct.yaml"
