"""Serves the page's JavaScript modules, and only them, at addresses that hold a hash of them all.

The modules import one another by relative addresses, so one hash in front of them all changes with any of them.
They are read once: a change on disk takes a restart. They are sent without the lines that are comments, a fifth of what
a visitor would fetch; those lines are empty then, so that an error names the right one.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from digit_model.ui.server.immutable import Immutable, not_found

FOLDERS = ("lib", "parts", "export")  # of digit_model/ui: where its modules are
COMMENT = re.compile(rb"^[ \t]*//.*$", re.MULTILINE)  # a line of its own; a test holds that none stands within a text
# import "./x.js", import { a, b } from "./x.js", export { a } from "./x.js", each possibly over several lines.
IMPORT = re.compile(r'^(?:import|export)\s(?:[\w\s{},*]*\sfrom\s+)?"(\.{1,2}/[^"\n]+)"', re.MULTILINE)
IMPORT_LATER = re.compile(r'\bimport\("(\.{1,2}/[^"\n]+)"\)')  # import("./x.js"), when a module comes to it


class Modules:
    """The modules beneath a folder's ``lib/``, ``parts/`` and ``export/``, as they were when this was made.

    A module's name is its path in the folder, such as "parts/pad/pad.js".
    """

    def __init__(self, folder: Path) -> None:
        paths = sorted(path for part in FOLDERS for path in (folder / part).rglob("*.js"))
        bodies = {path.relative_to(folder).as_posix(): COMMENT.sub(b"", path.read_bytes()) for path in paths}
        self._hash = _hash(bodies)
        self._files = {name: Immutable.of(body, "text/javascript", self._hash) for name, body in bodies.items()}
        texts = {name: body.decode("utf-8") for name, body in bodies.items()}
        self._imports = {name: _imports(IMPORT, name, text) for name, text in texts.items()}
        self._imports_later = {name: _imports(IMPORT_LATER, name, text) for name, text in texts.items()}

    def address(self, module: str) -> str:
        """Where a module is, relative to the app's root: "code/HASH/parts/pad/pad.js".

        Raises: LookupError if there is no such module.
        """
        if module not in self._files:
            raise LookupError(f"there is no module {module}; modules lie beneath {' and '.join(FOLDERS)}")
        return f"code/{self._hash}/{module}"

    def preloads(self, modules: Iterable[str]) -> list[str]:
        """Addresses of these modules and of all that they import, directly or not, each once.

        A browser that is told of them all beforehand fetches them at once, not level by level.
        Raises: LookupError if one of them is missing, saying who imports it.
        """
        return list(self._with_imports(modules).values())

    def imported_later(self, modules: Iterable[str]) -> list[str]:
        """Names of the modules that these, and all that they import, import only when they come to it."""
        return [later for name in self._with_imports(modules) for later in self._imports_later[name]]

    def _with_imports(self, modules: Iterable[str]) -> dict[str, str]:
        """{name: address}."""
        found: dict[str, str] = {}
        waiting = [(module, "") for module in modules]
        for module, importer in waiting:  # grows while it is walked: imports are visited after their importers
            if module in found:
                continue
            if importer and module not in self._files:
                raise LookupError(f"{importer} imports {module}, which is not there")
            found[module] = self.address(module)
            waiting += [(imported, module) for imported in self._imports[module]]
        return found

    def files(self) -> dict[str, bytes]:
        """All modules, each at its address."""
        return {self.address(name): file.body for name, file in self._files.items()}

    def route(self) -> Route:
        """Serves the modules at their addresses."""
        return Route("/code/{hash}/{module:path}", self._answer)

    async def _answer(self, request: Request) -> Response:
        # Looked for among the names that are there, so that no address becomes a path on this machine.
        file = self._files.get(request.path_params["module"])
        if file is None or request.path_params["hash"] != self._hash:
            return not_found("this page's modules have changed or there is no such one; reload the page")
        return file.answer(request)


def _hash(bodies: dict[str, bytes]) -> str:
    """Over all names and contents, 16 hexadecimal digits: enough to tell versions apart."""
    total = hashlib.sha256()
    for name, body in bodies.items():
        total.update(f"{name} {len(body)}\n".encode() + body)
    return total.hexdigest()[:16]


def _imports(pattern: re.Pattern[str], module: str, text: str) -> list[str]:
    """Names of the modules that a module imports, in the way that the pattern finds."""
    folder = posixpath.dirname(module)
    return [posixpath.normpath(posixpath.join(folder, relative)) for relative in pattern.findall(text)]


MODULES = Modules(Path(__file__).parent.parent)  # the page's
