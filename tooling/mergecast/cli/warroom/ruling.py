"""What the matrix in force asks of a post that passes a freeze, or is taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mergecast.approvals.policy import NotApproved
from mergecast.approvals.weighed import Question, in_crisis
from mergecast.cli.wiring import Published
from mergecast.crisis.proving import differences
from mergecast.crisis.rights import gravest, incident_need, row, statement_need, who_may
from mergecast.dispatch.target import Target
from mergecast.loading.policy_value import digest_of
from mergecast.loading.workspace import read
from mergecast.model.approval import Need
from mergecast.model.crisis import MATRIX, Matrix, Row
from mergecast.model.post import Post


@dataclass(frozen=True, slots=True)
class Ruling:
    """Reads the matrix that was approved with the policy in force.

    Args:
        source: the publishing branch.
        approved: the digest of that matrix; None where the policy has none.
        statements: the digests of the statements that were approved with it.
    """

    source: Published
    approved: str | None
    statements: Mapping[str, str] = field(default_factory=dict)

    def matrix(self) -> Matrix | None:
        """The matrix, if it is the one that was approved."""
        raw = self.source.tree.read(MATRIX)
        if raw is None or digest_of(raw) != self.approved:
            return None
        return self.source.space.playbooks.matrix

    def row(self, level: str | None) -> Row | None:
        """The row of a level; of the gravest where it is not known."""
        matrix = self.matrix()
        if matrix is None:
            return None
        return row(matrix, self.source.space.playbooks.levels, level)

    def question(self, target: Target, usual: Question) -> Question | NotApproved:
        """Who has to approve it; what is taken back needs one of those who may."""
        level = self._gravest(target)
        found = self.row(level or None)
        if target.retract is not None:
            roles = who_may(found, "retract")
            need = Need(any_of=roles, count=1)
            return in_crisis(usual, need, level) if roles else usual
        wanted = self._needed(target.post, found)
        if wanted is None:
            at = f"at level '{level}'"
            return NotApproved(f"the matrix in force lets nothing pass a freeze {at}")
        return in_crisis(usual, wanted, level)

    def _gravest(self, target: Target) -> str:
        """The level that counts: whoever lowered it since has proved nothing."""
        had = [one for one in (target.crisis, *target.graver) if one]
        if had and target.playbook is not None:
            had += self._at_least(target.playbook)
        matrix = self.matrix()
        if len(had) < 2 or matrix is None:
            return had[0] if had else ""
        return gravest(matrix, self.source.space.playbooks.levels, had) or ""

    def _at_least(self, playbook: str) -> tuple[str, ...]:
        """As what an incident begins, by what was merged in peace, over a plain freeze.

        That says nothing of how grave it is, and who opens an incident proves nothing.
        Of a playbook that is not there nothing is known: that is the gravest.
        """
        known = _NAME.fullmatch(playbook)
        path = f"playbooks/crisis/{playbook}.yaml"
        raw = self.source.tree.read(path) if known else None
        data = None if raw is None else read(path, raw, "crisis").data
        if data is None:
            return (_UNKNOWN,)
        return (str(data["level"]),) if "level" in data else ()

    def _needed(self, post: Post, found: Row | None) -> Need | None:
        least = statement_need(found)
        if least is not None and self._is_statement(post, str(found and found.level)):
            return least
        return incident_need(found)

    def _is_statement(self, post: Post, level: str) -> bool:
        """Whether it is a statement word for word, as it was approved in peace."""
        said = post.data.get("statement")
        if not isinstance(said, dict):
            return False
        name = str(said.get("id"))
        found = self.source.space.playbooks.statements.get(name)
        if found is None or said.get("blob") != found.blob:
            return False
        raw = self.source.tree.read(found.path)
        approved = raw is not None and digest_of(raw) == self.statements.get(name)
        fits = not found.levels or level in found.levels
        alone = not any(post.data.get(each) for each in _MORE)
        return approved and fits and alone and not any(differences(post, found))


_NAME = re.compile("[a-z0-9][a-z0-9_-]*")
_UNKNOWN = "?"
"""What is no level of any file, and so counts as the gravest."""

_MORE = ("reply_to", "paid")
"""What makes other words of the same words, though readers see the statement."""
