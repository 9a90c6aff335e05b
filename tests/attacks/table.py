"""The table of docs/safety.md: statement × door × engine → how it was refused. `make attacks` renews it."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.attacks.doors import DOORS, Attack

PAGE = Path(__file__).resolve().parents[2] / "docs" / "safety.md"
BEGIN, END = "<!-- table {engine}: made by `make attacks` -->", "<!-- end of table {engine} -->"


def rows(attacks: Iterable[Attack], heard: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The lines of one engine's table."""
    lines = [f"| kind | attack | {' | '.join(DOORS)} |", "| --- | --- |" + " --- |" * len(DOORS)]
    for attack in attacks:
        if attack.name in heard:
            outcomes = " | ".join(f"`{heard[attack.name][door]}`" for door in DOORS)
            lines.append(f"| {attack.kind} | {attack.name} | {outcomes} |")
    return lines


def write_table(
    report: list[str], attacks: Iterable[Attack], engine: str, heard: Mapping[str, Mapping[str, str]]
) -> None:
    """Tell the table in the run's report, and with `ATTACKS_TABLE` write it into the page."""
    lines = rows(attacks, heard)
    if "ATTACKS_TABLE" not in os.environ:
        report.append(f"attacks on {engine}: {len(heard)} statements at {len(DOORS)} doors")
        return
    report.extend([f"attacks on {engine}:", *lines])
    text = PAGE.read_text("utf-8")
    begin, end = BEGIN.format(engine=engine), END.format(engine=engine)
    head, _, rest = text.partition(begin)
    PAGE.write_text("\n".join([head + begin, "", *lines, "", end + rest.partition(end)[2]]), "utf-8")
