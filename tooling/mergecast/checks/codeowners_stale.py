"""The forge asks those for reviews who are on the team now.

`.github/CODEOWNERS` says whom the forge asks for a review. `mergecast codeowners`
writes it from playbooks/team.yaml and mergecast.yaml; after a change there it still
asks those who left, until it is written anew. A file that somebody wrote by hand is
left alone. Who has to approve does not depend on it.

Passes::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, login: mei}

Passes::

    # .github/CODEOWNERS
    * @somebody

Fails::

    # playbooks/team.yaml
    members:
      mei: {name: Mei, login: mei}
    # .github/CODEOWNERS
    # Written by `mergecast codeowners` from playbooks/team.yaml and mergecast.yaml.
    /calendar/ @tom
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.findings import Remark, Severity
from mergecast.model.codeowners import PATH, codeowners, is_ours
from mergecast.source import Place

ID = "codeowners-stale"
SEVERITY = Severity.WARNING
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Compare the file with what would be written now."""
    space = context.workspace
    if space.codeowners is None or not is_ours(space.codeowners):
        return ()
    if space.codeowners == codeowners(space.team, space.settings.approval):
        return ()
    return (
        Remark(
            Place(PATH),
            "the team or the policy has changed since this file was written",
            hint="run `mergecast codeowners` and commit what it writes",
        ),
    )
