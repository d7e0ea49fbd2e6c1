"""Lets the server send every message at once, where it would hold each back until the one before is confirmed.

Streamlit makes its listening socket without naming the protocol, so Python's event loop does not take it for TCP, and
leaves Nagle's algorithm on. A run of the script writes many small messages; all but the first then wait until the
reader's machine confirms that one, which machines put off for 40 milliseconds and more.
"""

import gc
import socket


def send_at_once() -> int:
    """Switch the waiting off for every socket that listens in this process; gives how many there were.

    A connection takes it over from the socket that it came in by.
    """
    # Nothing hands out Streamlit's socket. By type and not isinstance: some objects load a package when they are asked.
    listening = [one for one in gc.get_objects() if type(one) is socket.socket and is_listening(one)]
    for one in listening:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(listening)


def is_listening(one: socket.socket) -> bool:
    """Whether a socket waits for connections over TCP."""
    if one.fileno() < 0 or one.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    return bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
