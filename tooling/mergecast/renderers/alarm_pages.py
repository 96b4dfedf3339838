"""What to do about each kind of alarm, and what to write: the words themselves."""

from __future__ import annotations

from collections.abc import Mapping

from mergecast.alarms.alarm import Kind

_MORE = """\
Also: `/manual` to post it by hand, `/gone` if it was deleted on the network, \
`/move 2026-11-25 09:00` to propose another time, `/freeze` to stop everything, \
`/help`. Words after a command are kept as its reason.
"""

MAY_BE_LIVE = f"""\
**It may be live.** {{look}}

It is there: copy its link, and comment here

```
/posted https://x.com/{{user}}/status/ID
```

It is not there, and should be:

```
/resend
```

It is not there, and need not be:

```
/cancel
```

{_MORE}"""

NOT_LIVE = f"""\
**It is not live.** Send it after all, however late it is: comment here

```
/resend
```

Never send it:

```
/cancel
```

{_MORE}"""

DELETION = """\
**This post is being taken back, and its deletion needs a person.** {look}

It is deleted there: comment here

```
/gone
```

Try to delete it again:

```
/resend
```

Let it stay:

```
/cancel
```
"""

BY_HAND = """\
**No run sends this; a person posts it.** {look}

{packet}
When it is out, comment here with its link:

```
/posted https://x.com/{user}/status/ID
```
"""

SEND_IT = """
Let a run send it after all:

```
/resend
```
"""

OTHERS: Mapping[Kind, str] = {
    Kind.WAITING: """\
**Settled by a person; the next run takes it up.** Start one now: comment here

```
/publish
```
""",
    Kind.PAUSED: """\
**Nothing goes out on {account} until this is mended.** What is due waits, and goes \
out afterwards as its `late` says.

- Keys are missing or refused: whoever may write secrets runs `mergecast connect`, and \
puts what it gives into the secret `MERGECAST_SECRETS` of the environment `publish`.
- Credit is gone, or the account is suspended: see the network's developer portal.

Then try again: comment here

```
/publish
```
""",
    Kind.BUDGET: """\
**What is due on {account} waits: it would cost more than may be spent.** Nobody has \
to do anything: it goes on with the next month, or as soon as a higher `wait` is \
merged, under `budget` in `mergecast.yaml` or in the file of the campaign. What waits \
longer than its `late` allows is missed.

`mergecast status --cost` says what the money went for. Posts of an incident, threads \
that began, and what takes a post back wait for no money.
""",
    Kind.SILENT: """\
**Something is due, and no run came.** Start one: comment here

```
/publish
```

Then see what should start runs. GitHub's own clock comes late or not at all; a clock \
of your own is needed beside it.
""",
    Kind.FROZEN: """\
**Publishing is stopped here.** When it may go on, comment here

```
/thaw
```

It takes two people who comment it, and one of them has the role that \
`playbooks/matrix.yaml` gives a thaw to. What came due meanwhile does not go out by \
itself: `mergecast thaw --plan` proposes a new time for each post.
""",
    Kind.OVERDUE: """\
**Publishing is stopped for longer than was planned.** It stays so until people let it \
go on: two of them comment here

```
/thaw
```

Is it still needed? Then leave it: this only reminds you.
""",
    Kind.KEPT_BACK: """\
**These posts came due in a freeze or a blackout, and none goes out by itself.** \
Whoever decides what goes out runs `mergecast thaw --plan`: it proposes a new time for \
each, or its end, in a pull request that you change as you like.
""",
    Kind.CLOCK: """\
**This was to be done by now.** `mergecast crisis status` shows every clock; what was \
done and not said yet is put on record with `mergecast crisis`.
""",
    Kind.BROKEN: """\
**{reason} cannot be read, so nothing of it goes out.** `mergecast check` says why, by \
its line. All other posts go on.
""",
    Kind.UNABLE: """\
**Nothing is published until this is mended.** Nothing is lost: what is due goes out \
afterwards as its `late` says.

{hint}
""",
    Kind.DAMAGED: """\
**Nothing is published, because the record of what was sent cannot be believed.** Do \
not push to the ledger's branch, and do not post by hand what may be out already.

{hint}

Ask whoever set mergecast up to run `mergecast ledger verify`.
""",
}
