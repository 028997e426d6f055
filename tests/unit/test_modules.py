"""The page's modules: each at an address that changes with any of them, and nothing else of the folder."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import gradio as gr
import pytest
from gradio.routes import App
from starlette.applications import Starlette
from starlette.testclient import TestClient

from digit_model.ui.loading import preloads
from digit_model.ui.page import COMPRESSED
from digit_model.ui.server.modules import MODULES, Modules
from tests.unit.javascript import SCRIPTS, UI, leaves, parsed

FILES = {
    "lib/ink.js": "export const INK = 1; // 墨\n",
    "lib/digit.js": 'import { INK } from "./ink.js";\nexport function digitOf() {\n  return INK;\n}\n',
    "lib/network.js": 'export {\n  digitOf,\n} from "./digit.js";\n' + "digitOf();\n" * 150,
    "parts/pad/pad.js": 'import {\n  digitOf,\n} from "../../lib/network.js";\nimport "./tools.js";\n',
    "parts/pad/tools.js": 'import * as ink from "../../lib/ink.js";\nexport const HINT = "./lib/other.js";\n',
    "parts/pad/later.js": 'export const open = () => import("./pad.js");\n',
    "parts/pad/pad.py": "SECRET = 1\n",
    "parts/pad/pad.css": ".secret {}\n",
    "page.py": "SECRET = 2\n",
    "old.js": "secret();\n",
    "server/hidden.js": "secret();\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ui = tmp_path / "ui"
    for name, text in FILES.items():
        path = ui / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "outside.js").write_text("secret();\n", "utf-8")
    return ui


@pytest.fixture
def modules(folder: Path) -> Modules:
    return Modules(folder)


@pytest.fixture
def client(modules: Modules) -> Iterator[TestClient]:
    app = Starlette(routes=[modules.route()], middleware=[COMPRESSED])
    with TestClient(app) as client:
        yield client


def hash_of(modules: Modules) -> str:
    found = re.fullmatch(r"code/([0-9a-f]{16})/lib/ink\.js", modules.address("lib/ink.js"))
    assert found
    return found[1]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(UI).as_posix())
def test_what_is_sent_differs_from_the_file_by_lines_of_comment_alone(path):
    name, written = path.relative_to(UI).as_posix(), path.read_bytes()
    sent = MODULES.files()[MODULES.address(name)]
    assert leaves(parsed(sent)) == leaves(parsed(written)), "the same code, at the same places"
    assert not any(line.lstrip().startswith(b"//") for line in sent.splitlines())


@pytest.mark.parametrize("name", [name for name in FILES if re.match(r"(lib|parts)/.*\.js$", name)])
def test_a_module_is_served_and_kept_for_a_year(name, modules, client):
    response = client.get(f"/{modules.address(name)}")
    assert response.status_code == 200
    assert response.text == FILES[name]
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = client.get(f"/{modules.address(name)}", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("known", "encoding", "unpack"),
    [("gzip, deflate, br, zstd", "br", brotli.decompress), ("gzip, deflate", "gzip", gzip.decompress)],
)
def test_modules_are_compressed_once(known, encoding, unpack, modules, client, nobody_compresses):
    nobody_compresses()
    with client.stream("GET", f"/{modules.address('lib/network.js')}", headers={"Accept-Encoding": known}) as response:
        sent = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == encoding
    assert unpack(sent).decode() == FILES["lib/network.js"]
    assert len(sent) < len(FILES["lib/network.js"]) / 10


@pytest.mark.parametrize(
    "path",
    [
        "parts/pad/pad.py",
        "parts/pad/pad.css",
        "page.py",
        "old.js",
        "server/hidden.js",
        "",
        "lib",
        "lib/",
        "lib/../old.js",
        "lib/..%2fold.js",
        "lib/%2e%2e/page.py",
        "../outside.js",
        "..%2f..%2foutside.js",
        "lib/..%5c..%5coutside.js",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "lib/ink.js%00",
        "lib//ink.js",
        "LIB/INK.JS",
    ],
)
def test_nothing_else_is_readable(path, modules, client):
    response = client.get(f"/code/{hash_of(modules)}/{path}")
    assert response.status_code == 404
    assert "secret" not in response.text.lower()


def test_an_address_of_another_version_is_not_found(client):
    response = client.get("/code/0123456789abcdef/lib/ink.js")
    assert response.status_code == 404
    assert response.headers["cache-control"] == "no-store"
    assert "reload the page" in response.json()["detail"]


def test_an_unknown_module_has_no_address(modules):
    with pytest.raises(LookupError, match=re.escape("no module parts/pad/pad.py")):
        modules.address("parts/pad/pad.py")


def test_the_hash_changes_with_any_module_and_with_nothing_else(folder, modules):
    before = hash_of(modules)
    (folder / "old.js").write_text("another();", "utf-8")
    (folder / "parts/pad/pad.py").write_text("ANOTHER = 1", "utf-8")
    assert hash_of(Modules(folder)) == before
    hashes = {before}
    (folder / "lib/ink.js").write_text("export const INK = 2;\n", "utf-8")
    hashes.add(hash_of(Modules(folder)))
    (folder / "parts/pad/later.js").rename(folder / "parts/pad/soon.js")
    hashes.add(hash_of(Modules(folder)))
    (folder / "parts/pad/soon.js").unlink()
    hashes.add(hash_of(Modules(folder)))
    assert len(hashes) == 4


def test_what_a_page_needs_is_found_through_the_imports(modules):
    loaded = ["parts/pad/pad.js", "lib/network.js", "parts/pad/tools.js", "lib/digit.js", "lib/ink.js"]
    assert modules.preloads(["parts/pad/pad.js"]) == [modules.address(name) for name in loaded]
    assert modules.preloads(["lib/ink.js", "lib/ink.js"]) == [modules.address("lib/ink.js")]
    assert modules.preloads(["parts/pad/later.js"]) == [modules.address("parts/pad/later.js")]
    assert modules.preloads([]) == []
    assert modules.imported_later(["parts/pad/later.js"]) == ["parts/pad/pad.js"]
    assert modules.imported_later(["parts/pad/pad.js"]) == []


def test_modules_may_import_each_other(folder):
    (folder / "lib/ink.js").write_text('import { digitOf } from "./digit.js";\n', "utf-8")
    modules = Modules(folder)
    assert modules.preloads(["lib/ink.js"]) == [modules.address("lib/ink.js"), modules.address("lib/digit.js")]


@pytest.mark.parametrize("missing", ["./none.js", "../old.js", "../../outside.js"])
def test_an_import_that_leads_nowhere_is_named(folder, missing):
    (folder / "lib/ink.js").write_text(f'import {{ x }} from "{missing}";\n', "utf-8")
    with pytest.raises(LookupError, match=r"lib/ink\.js imports .*, which is not there"):
        Modules(folder).preloads(["parts/pad/tools.js"])


def test_every_module_of_the_page_is_served_and_imports_what_is_there():
    folder = UI
    names = [
        path.relative_to(folder).as_posix() for part in ("lib", "parts") for path in folder.glob(f"{part}/**/*.js")
    ]
    assert len(MODULES.preloads(names)) == len(names)
    with TestClient(Starlette(routes=[MODULES.route()])) as client:
        for name in names:
            assert client.get(f"/{MODULES.address(name)}").content == MODULES.files()[MODULES.address(name)]


def test_what_explains_a_reading_comes_after_it_and_nothing_comes_twice():
    both = preloads(["pad", "reading", "share", "ledger"])
    now, later = ({address.split("/", 2)[2] for address in both[when]} for when in ("now", "later"))
    assert {"lib/start.js", "parts/pad/pad.js", "parts/share/opening.js", "lib/reader.js"} <= now
    assert {"parts/ledger/ledger.js", "lib/explain/ledger.js", "parts/share/poster.js"} <= later
    assert not now & later


@pytest.mark.parametrize("root_path", ["", "/digits"])
def test_gradio_serves_the_route_before_its_own(root_path, modules):
    with gr.Blocks(analytics_enabled=False) as page:
        gr.HTML("a page")
    page.root_path = root_path
    page.config = page.get_config_file()
    options = {"routes": [modules.route()], "middleware": [COMPRESSED]}
    with TestClient(App.create_app(page, app_kwargs=options), root_path=root_path) as client:
        response = client.get(f"{root_path}/{modules.address('lib/ink.js')}", headers={"Accept-Encoding": "gzip, br"})
        assert response.text == FILES["lib/ink.js"]
        assert response.headers["content-encoding"] == "br"
        assert client.get(f"/{modules.address('lib/ink.js')}").text == FILES["lib/ink.js"]
        assert client.get(f"{root_path}/code/{hash_of(modules)}/page.py").status_code == 404
