"""The routes that exist: those which the pages, the API and MCP use. All others of Gradio's answer 404.

Among them would be: fetching any web address (file=https://...), keeping a visitor's state on disk (deep_link), the
developer's reloads, recordings, monitoring.
"""

from __future__ import annotations

import re

from gradio.blocks import BlockFunction
from gradio.routes import App
from starlette._utils import get_route_path
from starlette.exceptions import HTTPException
from starlette.requests import Request

SESSION = r"[\w-]{1,64}"  # a session's or an event's name; Gradio's own are short, and it keeps whatever it is sent
UPLOAD = "/gradio_api/upload"
MCP = r"/gradio_api/mcp(/(sse|schema|messages/)?)?"
JSON = r"/gradio_api/(queue/join|component_server/?|cancel|reset|(run|call|call/v2)/(?P<endpoint>\w+)/?)"
READ = re.compile(
    r"/(config/?|theme\.css|favicon\.ico|robots\.txt|manifest\.json|(assets|static|code|weights)/.+)"
    r"|/gradio_api/(app_id|info/?|startup-events|queue/data|theme\.css)"
    rf"|/gradio_api/(heartbeat/{SESSION}|call/(v2/)?(?P<endpoint>\w+)/{SESSION})"
    r"|/gradio_api/file=(?!\w+://)[^\0]+"  # a file that is here: a web address would be fetched
    rf"|{MCP}",
    re.ASCII,
)
DO = re.compile(rf"{JSON}|{UPLOAD}|{MCP}", re.ASCII)
METHODS = {"GET": READ, "HEAD": READ, "POST": DO, "DELETE": re.compile(MCP)}
LONGEST_PART = 255  # bytes of a file's name, as most file systems have it


def route_exists(request: Request) -> None:
    """Refuse what leads nowhere.

    Raises: HTTPException (404, or 405 if another method would be right).
    """
    path = get_route_path(request.scope) or "/"
    page = request.query_params.get("page")
    if page not in (None, *page_names(request.app)):
        raise HTTPException(404, f"there is no page {page[:100]}")
    allowed = [method for method in METHODS if _matches(method, path, request.app)]
    if not allowed:
        raise HTTPException(404, f"there is nothing at {path[:100]}")
    if request.method not in allowed:
        raise HTTPException(405, f"{request.method} is not possible here", {"Allow": ", ".join(allowed)})
    if request.method == "GET" and re.fullmatch("/gradio_api/info/?", path) and "page" not in request.query_params:
        # Gradio keeps the whole app's answer, with the host that its first caller named; a page's it makes anew.
        request.scope["query_string"] += b"&page="


def right_content_type(request: Request) -> None:
    """Refuse a body that calls itself neither JSON nor, where a file is sent, a form.

    A foreign page may send a form or plain text to anywhere without asking; for JSON its browser asks first.
    Raises: HTTPException (415).
    """
    if request.method != "POST":
        return
    wanted = "multipart/form-data" if is_upload(request) else "application/json"
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != wanted:
        raise HTTPException(415, f"this address takes {wanted} alone")


def known_session(request: Request) -> None:
    """Refuse a session's name in the query that is no short plain one.

    Raises: HTTPException (422).
    """
    for name in request.query_params.getlist("session_hash"):
        check_session(name)


def check_session(name: object) -> None:
    """Raises: HTTPException (422) if it is no name of a session."""
    if not isinstance(name, str) or not re.fullmatch(SESSION, name, re.ASCII):
        raise HTTPException(422, "a session_hash has 1 to 64 letters, digits, _ or -")


def is_upload(request: Request) -> bool:
    """Whether it brings a file."""
    return request.method == "POST" and get_route_path(request.scope) == UPLOAD


def is_work(request: Request) -> bool:
    """Whether it has the app compute something."""
    return request.method == "POST" and not re.fullmatch(rf"{UPLOAD}|.*/(cancel|reset)", get_route_path(request.scope))


def takes_json(request: Request) -> bool:
    """Whether it brings JSON of Gradio's own form."""
    return request.method == "POST" and bool(re.fullmatch(JSON, get_route_path(request.scope), re.ASCII))


def _matches(method: str, path: str, app: App) -> bool:
    if path.strip("/") in page_names(app):
        return method in ("GET", "HEAD")
    found = METHODS[method].fullmatch(path)
    if not found or any(len(part.encode()) > LONGEST_PART for part in path.split("/")):
        return False
    endpoint = found.groupdict().get("endpoint")
    return endpoint is None or endpoint in public_functions(app)


def page_names(app: App) -> set[str]:
    """The addresses of all pages, without slashes around them."""
    return {page[0] for page in app.get_blocks().pages}


def public_functions(app: App) -> dict[str, BlockFunction]:
    """The functions that the app offers to everybody, by their names; its pages call their own by number."""
    events = app.get_blocks().fns.values()
    return {event.api_name: event for event in events if event.api_name and event.api_visibility == "public"}


def named_function(request: Request) -> BlockFunction | None:
    """The function whose arguments the body names, as those who call it from a command line do."""
    found = re.fullmatch(r"/gradio_api/call/v2/(\w+)/?", get_route_path(request.scope), re.ASCII)
    return public_functions(request.app)[found[1]] if found else None
