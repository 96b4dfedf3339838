"""Actions: workflows, their runs, what starts them, and what its settings allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.github.shapes import REPO, Behaviour, Said, Told, invalid, page_of, shaped

if TYPE_CHECKING:
    from forge.github.description import Json
    from forge.github.state import FakeGitHub, Run


def _workflows(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    found = [
        shaped(
            "workflow",
            id=number,
            name=name,
            path=f".github/workflows/{name}",
            state=state,
        )
        for number, (name, state) in enumerate(github.workflows.items(), 1)
    ]
    return {"total_count": len(found), "workflows": found}


def _dispatch(github: FakeGitHub, told: Told, body: Json) -> Json | Said:
    name = told["workflow_id"]
    if name not in github.workflows:
        return None
    if github.workflows[name] != "active":
        return invalid("Cannot trigger a 'workflow_dispatch' on a disabled workflow")
    github.dispatched.append((name, body))
    if not body.get("return_run_details"):
        return Said(204)
    return shaped("workflow-dispatch-response")


def _runs(github: FakeGitHub, told: Told, _body: Json) -> Json:
    """The newest first."""
    found = [
        _run(github, number, run)
        for number, run in enumerate(github.runs, 1)
        if told.get("workflow_id", run.workflow) == run.workflow
        and told.get("event", run.event) == run.event
        and told.get("branch", run.branch) == run.branch
        and told.get("status", run.status) in {run.status, run.conclusion}
    ][::-1]
    if "workflow_id" in told and told["workflow_id"] not in github.workflows:
        return None
    size = int(told.get("per_page", "30"))
    start = (int(told.get("page", "1")) - 1) * size
    return {"total_count": len(found), "workflow_runs": found[start : start + size]}


def _run(github: FakeGitHub, number: int, run: Run) -> Json:
    return shaped(
        "workflow-run",
        id=number,
        name=run.workflow.partition(".")[0],
        path=f".github/workflows/{run.workflow}",
        event=run.event,
        status=run.status,
        conclusion=run.conclusion,
        created_at=run.at,
        updated_at=run.at,
        head_branch=run.branch,
        html_url=page_of(github, f"actions/runs/{number}"),
    )


def _permissions(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    usual = {"enabled": True, "allowed_actions": "all"}
    return {**usual, **github.actions.get("permissions", {})}


def _workflow_permissions(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    usual = {
        "default_workflow_permissions": "read",
        "can_approve_pull_request_reviews": False,
    }
    return {**usual, **github.actions.get("workflow", {})}


def _secrets(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    found = [shaped("actions-secret", name=name) for name in github.secrets]
    return {"total_count": len(found), "secrets": found}


def _variable(github: FakeGitHub, told: Told, _body: Json) -> Json:
    value = github.variables.get(told["name"])
    return value and shaped("actions-variable", name=told["name"], value=value)


def _pages(github: FakeGitHub, _told: Told, _body: Json) -> Json:
    return None if github.pages is None else shaped("page", public=github.pages)


def _tell(github: FakeGitHub, _told: Told, body: Json) -> Said:
    github.told.append(body)
    return Said(204)


_ACTIONS = f"{REPO}/actions"
RUNNING: dict[str, Behaviour] = {
    f"POST {REPO}/dispatches": _tell,
    f"GET {_ACTIONS}/workflows": _workflows,
    f"POST {_ACTIONS}/workflows/{{workflow_id}}/dispatches": _dispatch,
    f"GET {_ACTIONS}/workflows/{{workflow_id}}/runs": _runs,
    f"GET {_ACTIONS}/runs": _runs,
    f"GET {_ACTIONS}/permissions": _permissions,
    f"GET {_ACTIONS}/permissions/workflow": _workflow_permissions,
    f"GET {_ACTIONS}/secrets": _secrets,
    f"GET {_ACTIONS}/variables/{{name}}": _variable,
    f"GET {REPO}/pages": _pages,
}
