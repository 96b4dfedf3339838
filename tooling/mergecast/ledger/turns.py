"""Several writers, one branch: who won must let others have a turn.

Whoever wins a push knows the tip and may push again at once; whoever loses must look
before the next try. So one writer with much to write would win again and again, and a
person with a freeze would wait until it is through. After some seconds of pushes a
writer therefore rests before its next claim: for as long as a loser stands back at
most, and then looks. By then the loser's push is on its way.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from mergecast import clock

TURN = 5.0
"""Seconds of pushes, without a look between them, after which others have a turn."""

_FIRST, _LONGEST = 0.5, 1.0
"""How many seconds a loser stands back at most: at first, and when it lost again.

Many losers on one machine would do nothing but lose, if none of them waited.
"""


def jitter(lost: int) -> None:
    """Wait a moment, by chance, so that those who collided do not collide again."""
    clock.sleep((_FIRST if lost == 1 else _LONGEST) * _chance())


@dataclass(frozen=True, slots=True)
class Turn:
    """What a writer has had of the branch since it last looked.

    ``looked`` is how long that look took and ``pushed`` how long its pushes since then,
    in seconds; ``lost`` is how many races it lost in a row.
    """

    looked: float = 0.0
    pushed: float = 0.0
    lost: int = 0

    def rest(self) -> float:
        """For how many seconds others may go first now."""
        if self.pushed <= TURN:
            return 0.0
        return _LONGEST + self.looked * (1 + _chance())

    def anew(self) -> Turn:
        """A new turn, once others had theirs."""
        return Turn(self.looked)

    def won(self, seconds: float) -> Turn:
        """After a push that was taken."""
        return Turn(self.looked, self.pushed + seconds)

    def after_loss(self, before: Turn) -> Turn:
        """After a race that was lost; ``before`` is the turn that it was lost in."""
        return Turn(self.looked, lost=before.lost + 1)


def _chance() -> float:
    return os.urandom(1)[0] / 255
