"""What `probe` has shown: for people and for machines."""

from __future__ import annotations

from dataclasses import dataclass

from mergecast.dispatch.trial import Result, TrialPost, Tried
from mergecast.model.settings import Account
from mergecast.networks import NETWORKS
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.encoders.terminal import encode_terminal

_MEANING = {
    Result.CONFIRMED: "may answer itself, so threads go out",
    Result.REFUSED: "may not answer itself: threads stop after their first part",
    Result.UNCLEAR: "it was not settled",
    Result.NOT_POSTED: "nothing was posted",
}


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """A try, and whether the settings were changed; ``kept`` says why not."""

    account: Account
    tried: Tried
    written: bool
    kept: str = ""


def probe_text(report: ProbeReport) -> str:
    """What was seen, what became of the posts, and what has to be done."""
    account, tried = report.account, report.tried
    lines = [f"{account.key} (@{account.user}): {_MEANING[tried.result]}"]
    lines.append(f"  {tried.reason}")
    lines += [_post_line(account, post) for post in tried.posts]
    if report.written:
        said = f"self_replies: {tried.result}"
        lines.append(f"  mergecast.yaml: {said}; commit that, and have it merged")
    elif report.kept:
        lines.append(f"  mergecast.yaml was not changed: {report.kept}")
    return "".join(f"{encode_terminal(line)}\n" for line in lines)


def probe_json(report: ProbeReport) -> str:
    """The same for machines."""
    account, tried = report.account, report.tried
    return encode_document(
        account=account.key,
        network=account.network,
        result=str(tried.result),
        reason=tried.reason,
        settings_changed=report.written,
        settings_kept_because=report.kept or None,
        posts=[
            {
                "text": post.text,
                "id": post.id or None,
                "url": _link(account, post) or None,
                "deleted": post.deleted,
                "why": post.why or None,
            }
            for post in tried.posts
        ],
    )


def _post_line(account: Account, post: TrialPost) -> str:
    link = _link(account, post)
    if post.deleted:
        return f"  deleted: {link}"
    if not link:
        return (
            f'  may be live: "{post.text}" was not found; look at the profile'
            f" of @{account.user} in a quarter of an hour, and delete it there"
        )
    why = f" ({post.why})" if post.why else ""
    return f"  still live: {link}{why}; log in as @{account.user} and delete it there"


def _link(account: Account, post: TrialPost) -> str:
    if not post.id:
        return ""
    return NETWORKS[account.network].permalink(account.user, post.id)
