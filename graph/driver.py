"""The Neo4j driver, loaded when it is first used: a command that opens no graph starts in half the time."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

__all__ = ["neo4j"]


def _load_at_first_use(name: str) -> ModuleType:
    """The module `name`, imported when one of its attributes is first asked for."""
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if TYPE_CHECKING:
    import neo4j
else:
    neo4j = _load_at_first_use("neo4j")
