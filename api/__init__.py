"""The HTTP service and the explorer. Start at `api.app.create_app`."""
