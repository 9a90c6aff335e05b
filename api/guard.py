"""What every request passes and every answer carries.

The service is for the person at this machine. A page elsewhere must not reach it through their browser: no
cross-origin answers, no framing, and, while it listens on loopback, no other host names (DNS rebinding).
"""

import ipaddress
import logging

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem_response
from graph.errors import message

LARGEST_BODY = 1_000_000  # bytes
POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_LOG = logging.getLogger("zhengtu.api")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _host_of(header: str) -> str:
    """The host in a Host header, without port and brackets, in lower case."""
    host = header.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


class Guard:
    """The outermost layer: refuses strangers and large bodies, adds headers, hides what went wrong inside."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        """`host`: the address the service listens on; only a loopback one limits the names it answers to."""
        self._app = app
        self._only_loopback = _is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def guarded(event: Message) -> None:
            nonlocal started
            if event["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=event)
                for name, value in HEADERS.items():
                    headers[name] = value
                if scope["path"].startswith("/api/"):
                    headers["Cache-Control"] = "no-store"
            await send(event)

        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except Exception:
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if started:
                raise
            await problem_response(500, message("service_failed"))(scope, receive, guarded)

    def _refusal(self, headers: Headers) -> JSONResponse | None:
        if self._only_loopback and not _is_loopback(_host_of(headers.get("host", ""))):
            return problem_response(421, message("wrong_host"))
        if "chunked" in headers.get("transfer-encoding", "").lower():
            return problem_response(411, message("length_required"))
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:12]) > LARGEST_BODY:
            return problem_response(413, message("body_too_large", largest=LARGEST_BODY))
        return None
