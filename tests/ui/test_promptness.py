"""A server's messages do not wait for each other."""

import socket

from ui.promptness import send_at_once


def waits(one: socket.socket) -> bool:
    """Whether a socket holds small messages back."""
    return one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0


def test_a_connection_to_a_listening_socket_sends_at_once() -> None:
    with socket.socket() as listening, socket.socket() as reader:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert waits(listening)
        assert send_at_once() >= 1
        reader.connect(listening.getsockname())
        connection, _ = listening.accept()
        with connection:
            assert not waits(connection)


def test_a_socket_that_does_not_listen_is_left_alone() -> None:
    with socket.socket() as one, socket.socket(socket.AF_UNIX) as local:
        send_at_once()
        assert waits(one)
        assert local.fileno() > 0
