"""The same folder read again, in another order, or by another process gives the same bytes."""

import subprocess
import sys
from pathlib import Path

from loaders.parsed import to_json
from loaders.pipeline import read_paths
from loaders.samples import sample_folder

MAX_BYTES = 20_000_000
READ = """
import sys
from pathlib import Path
from loaders.parsed import to_json
from loaders.pipeline import read_paths
for reading in read_paths([Path(sys.argv[1])], 20_000_000):
    sys.stdout.buffer.write(to_json(reading.parsed).encode() + b"\\n")
"""


def lines(paths: list[Path]) -> list[str]:
    return [to_json(reading.parsed) for reading in read_paths(paths, MAX_BYTES) if reading.parsed]


def test_reading_again_and_in_another_order_gives_the_same() -> None:
    files = sorted(sample_folder().glob("*.txt"))
    first = lines([sample_folder()])
    assert len(first) == len(files)
    assert lines(files) == first
    assert sorted(lines(files[::-1])) == sorted(first)


def test_two_processes_with_other_hash_seeds_give_the_same_bytes() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", READ, str(sample_folder())],
            env={"PYTHONHASHSEED": seed, "PATH": "", "SYSTEMROOT": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    (output,) = outputs
    assert output.decode().splitlines() == lines([sample_folder()])
