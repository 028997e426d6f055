"""A small Hugging Face Hub in memory, over real HTTP, for the real client to talk to.

It speaks what ``create_repo``, ``upload_folder`` and ``snapshot_download`` use for models, and what ``train.space``
uses for Spaces, which are kept under "spaces/user/name". Point a client at it with HF_ENDPOINT, set before
huggingface_hub is imported: in practice, in the client's own process.
"""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
import yaml
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse

OWNER = "someone"
TOKEN = "hf_of_someone"  # opens OWNER's repositories for writing; reading needs none

Files = dict[str, bytes]  # {path in the repository: content}


def commit_of(files: Files) -> str:
    """A commit's hash, 40 hexadecimal digits; the same files have the same one."""
    return hashlib.sha1(repr(sorted(files.items())).encode()).hexdigest()


class SmallHub:
    """The repositories: {"user/name": {commit: files}}, the oldest commit first, the last one being ``main``."""

    def __init__(self) -> None:
        self.repositories: dict[str, dict[str, Files]] = {}
        self.private: set[str] = set()  # repositories that only OWNER's token opens
        self.coming: dict[str, Files] = {}  # {repository: what is pushed to it right after it was next asked about}
        self.stages: dict[str, list[str]] = {}  # {Space: the stages that it goes through from now on}
        self.hardware: dict[str, str] = {}  # {Space: what it runs on}
        self.endpoint = ""  # known once it listens

    @property
    def out_of_order(self) -> str:
        """Another address to point a client at: a Hub that answers, but cannot help."""
        return f"{self.endpoint}/out-of-order"

    def commit(self, repository: str, files: Files, deleted: set[str] = frozenset()) -> str:
        """Add, replace or delete files, in a repository that is created if need be; returns the commit."""
        commits = self.repositories.setdefault(repository, {})
        merged = (next(reversed(commits.values())) if commits else {}) | files
        merged = {path: content for path, content in merged.items() if path not in deleted}
        commit = commit_of(merged)
        commits[commit] = merged
        return commit

    def push_what_is_coming(self, repository: str) -> None:
        """Somebody has just been told which commit is the newest; from now on another one is."""
        if coming := self.coming.pop(repository, None):
            self.commit(repository, coming)

    def find(self, repository: str, revision: str = "main") -> tuple[str, Files]:
        """The commit that a revision means, and its files; answers 404 as the Hub does if there is none."""
        commits = self.repositories.get(repository)
        if commits is None:
            raise refusal(404, "Repository not found", "RepoNotFound")
        commit = next(reversed(commits), "") if revision == "main" else revision
        if commit not in commits and revision != "main":
            raise refusal(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        return commit, commits.get(commit, {})

    @contextmanager
    def listening(self) -> Iterator[SmallHub]:
        """Serve on a free port of this machine for as long as the context lasts."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = "http://{}:{}".format(*listener.getsockname())
        server = uvicorn.Server(uvicorn.Config(application(self), log_level="warning", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listener],), name="small-hub")
        thread.start()
        try:
            yield self
        finally:
            server.should_exit = True
            thread.join()
            listener.close()


def refusal(status: int, message: str, code: str = "") -> HTTPException:
    """An error as the Hub words it: in headers, which is where its client looks."""
    headers = {"X-Error-Message": message} | ({"X-Error-Code": code} if code else {})
    return HTTPException(status, headers=headers)


def may_read(request: Request) -> None:
    """No token is fine; a wrong one is refused even for what is public."""
    if request.headers.get("authorization", f"Bearer {TOKEN}") != f"Bearer {TOKEN}":
        raise refusal(401, "Invalid credentials in Authorization header")


def may_write(request: Request) -> None:
    """Only with a token."""
    if "authorization" not in request.headers:
        raise refusal(401, "Invalid username or password.")


def application(hub: SmallHub) -> FastAPI:
    """The routes."""

    def not_private(request: Request) -> None:
        named = "{owner}/{name}".format_map({"owner": "", "name": ""} | request.path_params)
        if named in hub.private and "authorization" not in request.headers:
            raise refusal(401, "Repository not found", "RepoNotFound")

    app = FastAPI(openapi_url=None, dependencies=[Depends(may_read), Depends(not_private)])
    _add_writing(app, hub)
    _add_reading(app, hub)
    _add_spaces(app, hub)

    @app.api_route("/out-of-order/{path:path}", methods=["GET", "HEAD", "POST"])
    async def out_of_order(path: str) -> None:
        raise HTTPException(503)

    return app


def _add_writing(app: FastAPI, hub: SmallHub) -> None:
    writer = [Depends(may_write)]

    @app.post("/api/repos/create", dependencies=writer)
    async def create(body: dict[str, Any]) -> JSONResponse:
        owner = body.get("organization") or OWNER
        repository = f"{_folder(body.get('type', 'model') + 's')}{owner}/{body['name']}"
        if owner != OWNER:
            raise refusal(403, f'You don\'t have the rights to create a model under the namespace "{owner}"')
        status = 409 if repository in hub.repositories else 200  # 409 names the address too, and exist_ok reads it
        hub.repositories.setdefault(repository, {})
        hub.hardware.setdefault(repository, body.get("hardware", "cpu-basic"))
        return JSONResponse({"url": f"{hub.endpoint}/{repository}"}, status)

    @app.post("/api/validate-yaml", dependencies=writer)
    async def validate_yaml() -> dict[str, list[str]]:
        return {"errors": [], "warnings": []}

    @app.post("/api/{kind}/{owner}/{name}/preupload/{revision}", dependencies=writer)
    async def preupload(kind: str, owner: str, name: str, revision: str, body: dict[str, Any]) -> dict[str, Any]:
        hub.find(f"{_folder(kind)}{owner}/{name}", revision)
        # "regular" for everything: contents then come within the commit, and no large-file storage is needed.
        modes = [{"path": f["path"], "uploadMode": "regular", "shouldIgnore": False} for f in body["files"]]
        return {"files": modes}

    @app.post("/api/{kind}/{owner}/{name}/commit/{revision}", dependencies=writer)
    async def commit(kind: str, owner: str, name: str, revision: str, request: Request) -> dict[str, str]:
        repository = f"{_folder(kind)}{owner}/{name}"
        hub.find(repository, revision)
        lines = [json.loads(line) for line in (await request.body()).splitlines()]
        values = [line["value"] for line in lines if line["key"] == "file"]
        deleted = {line["value"]["path"] for line in lines if line["key"] == "deletedFile"}
        made = hub.commit(repository, {v["path"]: base64.b64decode(v["content"]) for v in values}, deleted)
        return {"commitUrl": f"{hub.endpoint}/{repository}/commit/{made}", "commitOid": made}


def _add_reading(app: FastAPI, hub: SmallHub) -> None:
    @app.get("/api/models/{owner}/{name}")
    @app.get("/api/models/{owner}/{name}/revision/{revision}")
    async def info(owner: str, name: str, revision: str = "main", blobs: bool = False) -> dict[str, Any]:
        commit, files = hub.find(f"{owner}/{name}", revision)
        siblings = [{"rfilename": path} | ({"size": len(files[path])} if blobs else {}) for path in files]
        hub.push_what_is_coming(f"{owner}/{name}")
        return {"id": f"{owner}/{name}", "sha": commit, "siblings": siblings}

    @app.get("/api/models/{owner}/{name}/tree/{revision}")
    async def tree(owner: str, name: str, revision: str) -> list[dict[str, Any]]:
        _, files = hub.find(f"{owner}/{name}", revision)
        return [{"type": "file", "path": path, "size": len(files[path]), "oid": _etag(files[path])} for path in files]

    @app.api_route("/{owner}/{name}/resolve/{revision}/{path:path}", methods=["GET", "HEAD"])
    async def resolve(owner: str, name: str, revision: str, path: str) -> Response:
        commit, files = hub.find(f"{owner}/{name}", revision)
        hub.push_what_is_coming(f"{owner}/{name}")
        if path not in files:
            raise refusal(404, "Entry not found", "EntryNotFound")
        headers = {"X-Repo-Commit": commit, "ETag": f'"{_etag(files[path])}"'}
        return Response(files[path], media_type="application/octet-stream", headers=headers)


def _add_spaces(app: FastAPI, hub: SmallHub) -> None:
    @app.get("/api/spaces/{owner}/{name}")
    async def info(owner: str, name: str) -> dict[str, Any]:
        commit, files = hub.find(f"spaces/{owner}/{name}")
        header = files.get("README.md", b"").decode().split("---\n")
        card = yaml.safe_load(header[1]) if len(header) > 2 else {}
        siblings = [{"rfilename": path} for path in files]
        return {"id": f"{owner}/{name}", "sha": commit, "siblings": siblings, "cardData": card}

    @app.get("/api/spaces/{owner}/{name}/runtime")
    async def runtime(owner: str, name: str) -> dict[str, Any]:
        space = f"spaces/{owner}/{name}"
        commit, _ = hub.find(space)
        stages = hub.stages.get(space, ["RUNNING"])
        hardware = {"current": None, "requested": hub.hardware[space]}
        return {"stage": stages.pop(0) if stages[1:] else stages[0], "hardware": hardware, "sha": commit}

    @app.post("/api/spaces/{owner}/{name}/hardware", dependencies=[Depends(may_write)])
    async def hardware(owner: str, name: str, body: dict[str, Any]) -> dict[str, Any]:
        hub.hardware[f"spaces/{owner}/{name}"] = body["flavor"]
        return {"stage": "BUILDING", "hardware": {"current": None, "requested": body["flavor"]}}


def _folder(kind: str) -> str:
    """Where repositories of a kind are kept: models have no folder, as in the Hub's addresses."""
    return "" if kind == "models" else f"{kind}/"


def _etag(content: bytes) -> str:
    return hashlib.sha1(content).hexdigest()
