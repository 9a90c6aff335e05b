"""Which free statements may be asked: those that only read. Looked at word by word, not parsed.

This gives a clear answer before the engine does. That nothing is written is held by the reading user
(embedded) or by the plan and the session (Neo4j), not by this.
"""

import re

from graph.errors import QueryError

# Procedures of both engines that tell about the graph and reach nothing outside it.
PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
        "db.schema.visualization",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
        "dbms.components",
    }
)
WRITES = frozenset(
    {
        *("CREATE", "INSERT", "MERGE", "SET", "REMOVE", "DELETE", "DETACH", "FOREACH"),
        *("DROP", "ALTER", "GRANT", "DENY", "REVOKE", "TERMINATE"),
    }
)
# What may be called with a dotted name: these reckon, and a plug-in's functions may do anything.
FUNCTION_SPACES = frozenset(
    {"coll", "date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"}
)
SHOWN = frozenset({"INDEX", "INDEXES", "CONSTRAINT", "CONSTRAINTS"})
_ESCAPE = re.compile(r"\\u+[0-9a-f]{4}", re.IGNORECASE)
_AFTER_RETURN = frozenset({"ORDER", "SKIP", "LIMIT", "UNION"})
_TOKEN = re.compile(
    r"""
    (?P<skip> //[^\n\r]* | /\*.*?\*/ | \s+ )
  | (?P<text> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `(?:``|[^`])*` )
  | (?P<word> [^\W\d]\w* )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def words_and_signs(query: str) -> list[str]:
    """Words, signs and quoted texts with their marks, in order; comments and blanks left out."""
    return [match.group() for match in _TOKEN.finditer(query) if match.lastgroup != "skip"]


def _tokens(query: str) -> list[str]:
    """Words and signs in order, quoted texts and names as one quotation mark."""
    return [token[0] if token[0] in "'\"`" else token for token in words_and_signs(query)]


def _called(tokens: list[str]) -> str:
    """The name after CALL: dotted words up to the parenthesis, YIELD or the end; empty for a subquery."""
    name = []
    for word, after in zip(tokens, (*tokens[1:], ""), strict=True):
        name.append(word)
        if after != "." and word != ".":
            break
    return "" if name[0] in "{(" else "".join(name).lower()


def _check_function(before: list[str]) -> None:
    """Raise QueryError where `before` a parenthesis ends with a dotted name that is not listed."""
    begin = len(before) - 1
    while begin >= 2 and before[begin - 1] == ".":
        begin -= 2
    name = "".join(before[begin:]).lower()
    if "." in name and name.partition(".")[0] not in FUNCTION_SPACES and name not in PROCEDURES:
        raise QueryError("query_procedure", name=name)


def check_reading(query: str) -> None:
    """Raise QueryError for no statement, several, one that writes, loads a file or calls what is not listed.

    A keyword after `.`, `:` or `$` or before `:` is a name, not a clause.
    """
    if _ESCAPE.search(query):
        # Neo4j reads them before anything else, so that they may hide a keyword or end a text.
        raise QueryError("query_escape")
    tokens = _tokens(query)
    while tokens and tokens[-1] == ";":
        tokens.pop()
    if not tokens:
        raise QueryError("query_empty")
    if ";" in tokens:
        raise QueryError("query_several")
    if tokens[0].upper() in ("SHOW", "USE") and tokens[1:2] and tokens[1].upper() not in SHOWN:
        raise QueryError("query_forbidden", reason=f"{tokens[0]} {tokens[1]}".upper())
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else ""
        if token == "(" and before not in ("", "."):
            _check_function(tokens[:index])
        after = tokens[index + 1] if index + 1 < len(tokens) else ""
        if before in (".", ":", "$", "|") or after == ":" or before.upper() == "AS":
            continue
        word = token.upper()
        if word in WRITES or (word == "LOAD" and after.upper() == "CSV"):
            raise QueryError("query_writes", word=word)
        if word == "CALL" and after:
            name = _called(tokens[index + 1 :])
            if name and name not in PROCEDURES:
                raise QueryError("query_procedure", name=name)


def returned_columns(query: str) -> list[str]:
    """The columns that the last RETURN of `query` names; none for `RETURN *`.

    ArcadeDB does not tell the columns of a result without rows.
    """
    bare = _TOKEN.sub(lambda match: " " if match.lastgroup == "skip" else match.group(), f"{query}\n;")
    columns: list[str] = []
    depth, begin, before = 0, -1, ""
    for match in _TOKEN.finditer(bare):
        token = match.group()
        word = "" if before == "." else token.upper()
        if match.lastgroup == "skip":
            continue
        before = token
        if token in "([{":
            depth += 1
        elif token in ")]}":
            depth -= 1
        elif depth:
            continue
        elif word == "RETURN":
            columns, begin = [], match.end()
        elif begin >= 0 and (token in ",;" or word in _AFTER_RETURN):
            columns.append(bare[begin : match.start()].strip().strip("`"))
            begin = match.end() if token == "," else -1
        elif begin >= 0 and word in ("AS", "DISTINCT"):
            begin = match.end()
    return [] if columns == ["*"] else columns
