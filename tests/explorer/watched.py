"""A page in the browser that is watched for strangers and complaints."""

from playwright.sync_api import Page, Route


class Watched:
    """A page, with what it asked of other hosts and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        page.route("**/*", self._pass_own)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _pass_own(self, route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.fallback()
        else:
            self.strangers.append(route.request.url)
            route.abort()
