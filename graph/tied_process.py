"""Runs a command for as long as the process that asked for it lives: `python -m graph.tied_process COMMAND…`.

The asker holds the other end of standard input; when that closes, however the asker ended, the command is
ended. Works the same on every system, where process groups and death signals do not.
"""

import subprocess
import sys

END_S = 30


def main(command: list[str]) -> int:
    """Run `command` until it ends or standard input closes. Returns its exit code."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        sys.stdin.buffer.read()
        process.terminate()
        try:
            return process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
