"""Every error a user may meet: what happened, where, and what to do, in Chinese or English.

The sentences are rows of `messages.toml`; code names a row and gives its facts.
"""

import os
import tomllib
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")


@cache
def _messages() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files("graph").joinpath("messages.toml").read_text("utf-8"))


def language() -> str:
    """The language of messages: `ZHENGTU_LANG` (zh or en), else zh."""
    wanted = os.environ.get("ZHENGTU_LANG", "zh").lower()[:2]
    return wanted if wanted in LANGUAGES else "zh"


def message(key: str, **facts: object) -> str:
    """The sentence `key` of `messages.toml` in the user's language, with `facts` filled in.

    Raises KeyError for a key that is not in the file.
    """
    return _messages()[key][language()].format(**facts)


class ZhengtuError(Exception):
    """Something the user can understand and act on. `key` names the sentence, `facts` fill it."""

    status = 500

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        return message(self.key, **self.facts)


class DocumentError(ZhengtuError):
    """A file or parsed document that cannot be taken; the rest of the folder goes on."""

    status = 422


class TableError(ZhengtuError):
    """A bad row in a table of `loaders/data`, named by file and line."""


class EngineError(ZhengtuError):
    """The graph's engine cannot be reached, started or trusted."""

    status = 503


class QueryError(ZhengtuError):
    """A question that cannot be run: unknown query, wrong parameter, refused statement."""

    status = 400


class NotFoundError(ZhengtuError):
    """No such document, entity, edge or query."""

    status = 404
