"""Which tests hold which rule: by the reason codes and the functions of a rule module that a test names.

`python tests/rule_index.py` writes content/rules.toml, which the page /<lang>/rules shows; a test keeps it current.
"""

import ast
import importlib
import pkgutil
from pathlib import Path

import webapp.rules

ROOT = Path(__file__).resolve().parent.parent
INDEX = ROOT / "content" / "rules.toml"


def modules() -> list[str]:
    """The rule modules that state a legal source, in the order of their names."""
    names = []
    for found in pkgutil.iter_modules(webapp.rules.__path__):
        module = importlib.import_module(f"webapp.rules.{found.name}")
        if "Legal source" in (module.__doc__ or ""):
            names.append(found.name)
    return names


def held_by() -> dict[str, list[str]]:
    """Rule module → "file::test" of every test that names one of its reasons or functions."""
    found: dict[str, set[str]] = {name: set() for name in modules()}
    words: dict[str, set[str]] = {}
    for name in found:
        module = importlib.import_module(f"webapp.rules.{name}")
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        functions = {
            node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"
        }
        words[name] = set(getattr(module, "REASONS", {})) | functions
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.asname or alias.name: node.module.removeprefix("webapp.rules.")
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("webapp.rules.")
            for alias in node.names
        }
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
                continue
            for inner in ast.walk(node):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    for name, own in words.items():
                        if inner.value in own and "-" in inner.value:
                            found[name].add(f"{path.name}::{node.name}")
                elif isinstance(inner, ast.Name) and inner.id in imported and imported[inner.id] in found:
                    found[imported[inner.id]].add(f"{path.name}::{node.name}")
    return {name: sorted(tests) for name, tests in found.items()}


def written() -> str:
    """content/rules.toml as it should be."""
    lines = [
        "# Which tests hold which rule. Written by `python tests/rule_index.py`; a test keeps it current.",
        "",
    ]
    for name, tests in held_by().items():
        lines.append(f"[{name}]")
        lines.append("tests = [")
        lines.extend(f'    "{test}",' for test in tests)
        lines.extend(["]", ""])
    return "\n".join(lines)


if __name__ == "__main__":
    INDEX.write_text(written(), encoding="utf-8")
