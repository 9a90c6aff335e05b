"""Settings from the environment: one list, which `docs/settings.md` is held to by a test."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from graph.errors import ZhengtuError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. Each field is read from `ZHENGTU_` and its name in capitals."""

    uri: str = ""  # empty: the embedded engine
    user: str = "neo4j"
    password: str = ""
    database: str = "neo4j"
    home: Path = Path(".zhengtu")  # where the embedded engine keeps its files
    host: str = "127.0.0.1"
    port: int = 8765  # 0: any free port
    lang: str = "zh"
    max_file_mb: int = 20  # a larger document is refused
    max_rows: int = 1000  # rows a query may return; a cut is told
    timeout_s: int = 10  # seconds a read may run
    engine_mb: int = 4096  # heap of the embedded engine; never more than half of the memory
    corrections: str = ""  # the corrections file; empty: corrections.csv in `home`

    @property
    def corrections_file(self) -> Path:
        """Where the corrections are read from; there need not be a file."""
        return Path(self.corrections) if self.corrections else self.home / "corrections.csv"

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings from `env` (default: the process environment).

        Raises ZhengtuError for a value of the wrong kind.
        """
        env = os.environ if env is None else env
        values: dict[str, Any] = {}
        for field in fields(cls):
            name = f"ZHENGTU_{field.name.upper()}"
            if name not in env or (env[name] == "" and field.name != "password"):
                continue
            kind: Any = type(field.default)
            try:
                values[field.name] = kind(env[name])
            except ValueError as error:
                raise ZhengtuError("unknown_setting", name=name, value=env[name], reason=error) from error
        return cls(**values)
