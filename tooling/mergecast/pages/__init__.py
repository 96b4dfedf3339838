"""The calendar as pages to look at: static files that need no server."""
