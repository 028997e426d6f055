"""The page's JavaScript as syntax trees: who imports, sends and hears what, and how long functions are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from train.environment import PROJECT

UI = PROJECT / "digit_model" / "ui"
SCRIPTS = sorted(UI.glob("**/*.js"))
FUNCTIONS = {"function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function"}


@cache
def tree(path: Path) -> Node:
    """The syntax tree of a file."""
    return parsed(path.read_bytes())


def parsed(source: bytes) -> Node:
    """The syntax tree of a module's source."""
    root = Parser(Language(tree_sitter_javascript.language())).parse(source).root_node
    assert not root.has_error, f"this cannot be parsed: {source[:200]!r}"
    return root


def leaves(node: Node) -> list[tuple[str, bytes | None, tuple[int, int]]]:
    """All that is written beneath a node but for comments: what it is, its text and its row and column."""
    if node.type == "comment":
        return []
    own = (node.type, node.text, (node.start_point.row, node.start_point.column))
    return [leaf for child in node.children for leaf in leaves(child)] if node.children else [own]


def nodes(node: Node, *types: str) -> Iterator[Node]:
    """All nodes of these types beneath a node, itself among them."""
    if node.type in types:
        yield node
    for child in node.children:
        yield from nodes(child, *types)


def text(node: Node | None) -> str:
    """A node's source; of a string what it holds."""
    source = node.text.decode() if node and node.text else ""
    return source.strip("\"'`") if node and node.type in ("string", "template_string") else source


@cache
def imports(path: Path) -> set[Path]:
    """The files that a module imports, at once or later, and those that it starts as workers."""
    found = {
        text(node.child_by_field_name("source")) for node in nodes(tree(path), "import_statement", "export_statement")
    }
    found |= {
        text(node.child_by_field_name("arguments").children[1])
        for node in nodes(tree(path), "new_expression")
        if text(node.child_by_field_name("constructor")) == "URL"
    }
    found |= {name for name in calls(path, "import") if "$" not in name}  # a part's, by its name
    return {(path.parent / name).resolve() for name in found if name.startswith(".") and name.endswith(".js")}


def calls(path: Path, function: str) -> list[str]:
    """The first argument of every call of a function, such as ``send``."""
    found = [
        node for node in nodes(tree(path), "call_expression") if text(node.child_by_field_name("function")) == function
    ]
    return [text(node.child_by_field_name("arguments").children[1]) for node in found]


def lengths(path: Path) -> dict[str, int]:
    """{"name, line": lines} of every function, less the lines of the functions within it."""
    return {
        f"{text(node.child_by_field_name('name'))}, line {node.start_point.row + 1}": _own(node)
        for node in nodes(tree(path), *FUNCTIONS)
    }


def _own(function: Node) -> int:
    inner = [node for child in function.children for node in nodes(child, *FUNCTIONS)]
    within = {row for node in inner for row in range(node.start_point.row + 1, node.end_point.row + 1)}
    return len(set(range(function.start_point.row, function.end_point.row + 1)) - within)


def signals() -> dict[str, dict[str, set[str]]]:
    """The table of ``lib/events.js``: {signal: {"from": parts, "to": parts}}."""
    table = next(n for n in nodes(tree(UI / "lib" / "events.js"), "object"))
    found = {}
    for pair in (child for child in table.children if child.type == "pair"):
        ends = {
            text(inner.child_by_field_name("key")): inner
            for inner in pair.child_by_field_name("value").children
            if inner.type == "pair"
        }
        found[text(pair.child_by_field_name("key"))] = {
            end: {text(name) for name in nodes(ends[end], "string")} for end in ("from", "to")
        }
    return found
