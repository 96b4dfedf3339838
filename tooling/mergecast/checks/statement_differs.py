"""A post that says that it is a holding statement is that statement, word for word.

With `statement` a post may need fewer approvals, as its words were approved in peace.
So the text has to be that of the statement, in the version that `blob` names, with the
values of `vars` filled in and nothing else: no picture, no second part, no other words
for one account. Whoever wants to say more takes `statement` out.

Passes::

    # calendar/2026/11/24-outage.yaml
    id: outage-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    statement:
      id: outage
      blob: 8c7e5a667f1b771847fe88c01c3de34413a1b220
      vars: {what: Sign-in}
    text: We know that Sign-in is down.
    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "We know that {what} is down."}
    vars: {what: {ask: "What is down?", type: words}}

Fails::

    # calendar/2026/11/24-outage.yaml
    id: outage-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    statement:
      id: outage
      blob: 8c7e5a667f1b771847fe88c01c3de34413a1b220
      vars: {what: Sign-in}
    text: We know that Sign-in is down. It was not our fault.
    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "We know that {what} is down."}
    vars: {what: {ask: "What is down?", type: words}}

Fails::

    # calendar/2026/11/24-outage.yaml
    id: outage-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    statement: {id: outage, blob: 8c7e5a667f1b771847fe88c01c3de34413a1b220}
    text: We know that Sign-in is down.
    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "We know that {what} is down."}
    vars: {what: {ask: "What is down?", type: words}}

Fails::

    # calendar/2026/11/24-outage.yaml
    id: outage-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    statement:
      id: outage
      blob: 8c7e5a667f1b771847fe88c01c3de34413a1b220
      vars: {what: "sign-in, see evil.example"}
    text: We know that sign-in, see evil.example is down.
    # playbooks/statements/outage.yaml
    id: outage
    title: Something is down
    texts: {en: "We know that {what} is down."}
    vars: {what: {ask: "What is down?", type: words}}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options, Traits
from mergecast.crisis.proving import differences
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post

ID = "statement-differs"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"statement"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterable[Remark]:
    """Compare the post with the version of the statement that it names."""
    statement = context.statement.statement
    for each in differences(post, statement) if statement else ():
        yield Remark(post.span(*each.route), each.message, hint=each.hint)
