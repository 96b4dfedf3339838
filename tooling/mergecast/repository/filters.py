"""Keep git from running the content filters that configuration names.

To say which files of a work tree differ, git passes them through ``filter.NAME.clean``
and its like, if attributes ask for that. Those are programs, and a check starts none.
Without them a filtered file may count as changed, which only means that it is read.
"""

from __future__ import annotations

from mergecast.repository.git import Git, environment

_PROGRAMS = r"^filter\..*\.(clean|smudge|process|required)$"


def unfiltered(git: Git) -> dict[str, str]:
    """What to add to git's environment so that no filter is run.

    Raises:
        GitError: there is no git.
    """
    listing = git.text(
        "config", "-z", "--name-only", "--get-regexp", _PROGRAMS, ok=(0, 1)
    )
    names = sorted(set(listing.split("\0")) - {""})
    count = environment().get("GIT_CONFIG_COUNT", "")
    start = int(count) if count.isdecimal() else 0
    env = {"GIT_CONFIG_COUNT": str(start + len(names))} if names else {}
    for number, name in enumerate(names, start):
        env[f"GIT_CONFIG_KEY_{number}"] = name
        env[f"GIT_CONFIG_VALUE_{number}"] = (
            "false" if name.endswith(".required") else ""
        )
    return env
