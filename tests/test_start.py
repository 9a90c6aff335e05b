"""A command that opens no graph starts without what only a graph needs."""

import subprocess
import sys


def test_the_driver_is_loaded_when_a_graph_is_opened() -> None:
    program = (
        "import sys, commands.main\n"
        "before = [name for name in sys.modules if name.startswith('neo4j.')]\n"
        "from graph.driver import neo4j\n"
        "print(before, neo4j.GraphDatabase.__name__, 'neo4j.graph' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[] GraphDatabase True\n"
