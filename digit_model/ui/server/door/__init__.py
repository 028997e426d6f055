"""What stands between the internet and Gradio: which requests get in, and what they may cost.

Gradio has some ninety routes, of which this app needs twenty, and none of them asks who calls or how often. Each file
here is one rule; the README's section "Threats" says what each defends, and which test shows it.
"""

from __future__ import annotations

from starlette.middleware import Middleware

from digit_model.ui.server.door.bodies import JsonBodies
from digit_model.ui.server.door.body_limit import BodyLimit
from digit_model.ui.server.door.budget import afford
from digit_model.ui.server.door.checks import Checks
from digit_model.ui.server.door.headers import SecurityHeaders
from digit_model.ui.server.door.hosts import Hosts
from digit_model.ui.server.door.routes import known_session, right_content_type, route_exists
from digit_model.ui.server.door.streams import Streams
from digit_model.ui.server.door.uploads import room_for_upload


def front_door() -> list[Middleware]:
    """ASGI middleware, the outermost first."""
    hosts = Hosts.of_this_machine()
    checks = [hosts.check, route_exists, hosts.check_origin, right_content_type, known_session, room_for_upload, afford]
    return [
        Middleware(SecurityHeaders),
        Middleware(Checks, checks),
        Middleware(BodyLimit),
        Middleware(JsonBodies),
        Middleware(Streams),
    ]
