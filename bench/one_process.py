"""Runs one program to its end and tells what it took: python bench/one_process.py PROGRAM ARGUMENT …; prints JSON.

A process of its own and a small one: the system counts the memory of whoever starts a process as that process's too.
"""

import json
import os
import sys
from time import perf_counter


def main(command: list[str]) -> None:
    """Print exit code, seconds of CPU, seconds on the wall, and the most memory in KiB."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    started = perf_counter()
    one = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(one, 0)
    took = perf_counter() - started
    found = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, took, used.ru_maxrss]
    print(json.dumps(found))  # noqa: T201 - what the caller reads


if __name__ == "__main__":
    main(sys.argv[1:])
