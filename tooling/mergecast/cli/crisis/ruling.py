"""What the matrix in force asks of a post that passes a freeze, or is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from mergecast.approvals.policy import NotApproved
from mergecast.approvals.weighed import Question, in_crisis
from mergecast.cli.wiring import Published
from mergecast.crisis.rights import incident_need, row, statement_need, who_may
from mergecast.crisis.wording import faults, wordings
from mergecast.dispatch.target import Target
from mergecast.errors import MergecastError
from mergecast.model.approval import Need
from mergecast.model.crisis import MATRIX, Matrix, Row
from mergecast.model.post import Post
from mergecast.model.statement import FOLDER, Statement
from mergecast.repository.trees import CommitTree


@dataclass(frozen=True, slots=True)
class Ruling:
    """Reads the matrix that was approved with the policy in force.

    Args:
        source: the publishing branch.
        approved: the digest of that matrix; None where the policy has none.
        change: the commit that gave the post its words.
    """

    source: Published
    approved: str | None
    change: str = ""

    def matrix(self) -> Matrix | None:
        """The matrix, if it is the one that was approved."""
        raw = self.source.tree.read(MATRIX)
        if raw is None or f"sha256:{sha256(raw).hexdigest()}" != self.approved:
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
        level = target.crisis or ""
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

    def _needed(self, post: Post, found: Row | None) -> Need | None:
        least = statement_need(found)
        if least is not None and self._is_statement(post, str(found and found.level)):
            return least
        return incident_need(found)

    def _is_statement(self, post: Post, level: str) -> bool:
        """Whether it is a statement word for word, which was there before it."""
        said = post.data.get("statement")
        if not isinstance(said, dict) or post.variants or len(post.parts) != 1:
            return False
        part = post.parts[0]
        more = ("media", "poll", "quote", "reply_to", "paid")
        found = self.source.space.playbooks.statements.get(str(said.get("id")))
        if found is None or any(post.data.get(name) for name in more):
            return False
        values = {str(key): str(own) for key, own in (said.get("vars") or {}).items()}
        fits = not found.levels or level in found.levels
        right = not list(faults(found, values))
        words = wordings(found, values).values()
        same = said.get("blob") == found.blob and self._was_there(found)
        return fits and right and same and part.text in {_plain(one) for one in words}

    def _was_there(self, statement: Statement) -> bool:
        """Whether the change that made the post left the statement as it was."""
        before = CommitTree(self.source.git, f"{self.change}^")
        path = f"{FOLDER}/{statement.id}.yaml"
        try:
            return before.read(path) == self.source.tree.read(path) is not None
        except MergecastError:
            return False


def _plain(text: str) -> str:
    return text.rstrip("\n")
