#!/usr/bin/env python3
"""Gets Scene Studio going on a computer that has nothing but Python.

    python3 packaging/bootstrap.py run [PROJECT]   opens the window (or makes the sample video where there is no display)
    python3 packaging/bootstrap.py test [--fast]   checks the code and runs every test
    python3 packaging/bootstrap.py setup           only makes everything ready

Standard library only. This one file is kept readable for any Python 3, so that an old one can be told so.
"""

import os
import sys

OLDEST = (3, 10)
TOO_NEW = (3, 14)


def main() -> int:
    """Finds a Python that will do, and hands over to the steps."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        sys.dont_write_bytecode = True
        from bootstrap_steps.commands import main as run

        return run(sys.argv[1:])
    return _start_again_with_another_python()


def _start_again_with_another_python() -> int:
    import subprocess

    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        python = _find(minor)
        if python:
            return subprocess.call([*python, os.path.abspath(__file__), *sys.argv[1:]])
    version = ".".join(str(part) for part in sys.version_info[:2])
    sys.stderr.write("Scene Studio needs Python 3.10 to 3.13, and this is Python " + version + ".\n")
    sys.stderr.write("Install one of these (https://www.python.org/downloads/) and type the same command again.\n")
    return 1


def _find(minor: int) -> "list[str] | None":
    """The command that starts Python 3.minor, or nothing; one that is merely named so and does not start is passed by."""
    import subprocess

    name = "3." + str(minor)
    commands = [["py", "-" + name]] if os.name == "nt" else [["python" + name]]
    for command in commands:
        try:
            probe = [*command, "-c", "import venv, ensurepip"]
            if subprocess.call(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
                return command
        except OSError:
            continue
    return None


if __name__ == "__main__":
    sys.exit(main())
