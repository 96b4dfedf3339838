"""What `init` does: a workspace, a team, the files that a release ships."""
