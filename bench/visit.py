"""One visitor without a browser: speaks Streamlit's own protocol over a websocket, and times what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

KIBIBYTE = 1024
LONGEST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on one run of the script: seconds of the script and until all was here, messages and their size.

    `elements` are the drawn ones, each as it was sent.
    """

    script: float
    whole: float
    messages: int
    kilobytes: float
    elements: tuple[bytes, ...] = field(repr=False)


class Visit:
    """A visit to a running server; each `ask` is one run of the script, as a browser would ask for it."""

    def __init__(self, port: int) -> None:
        self.socket = connect(f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None, compression=None)
        self.pages: dict[str, str] = {}
        # Hashes of the large messages that a browser keeps, so that they need not be sent again.
        self.held: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def ask(self, page: str = "", **address: str) -> Answer:
        """Open a page, or run it again, with these parameters in its address."""
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(address)
        asked.rerun_script.page_name = page
        asked.rerun_script.page_script_hash = self.pages.get(page, "")
        asked.rerun_script.cached_message_hashes.extend(self.held)
        begun = perf_counter()
        self.socket.send(asked.SerializeToString())
        return self._answer(begun)

    def _answer(self, begun: float) -> Answer:
        started, messages, size = begun, 0, 0
        elements: list[bytes] = []
        while True:
            received = self.socket.recv(timeout=LONGEST_SECONDS)
            body = received if isinstance(received, bytes) else received.encode()
            message = ForwardMsg.FromString(body)
            messages, size = messages + 1, size + len(body)
            kind = message.WhichOneof("type")
            if message.metadata.cacheable and kind != "ref_hash":
                self.held.add(message.hash)
            if kind == "new_session":
                started = perf_counter()
            elif kind == "navigation":
                self.pages = {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
            elif kind in ("delta", "ref_hash"):
                elements.append(body)
            # A script that asks to be run again is done only when that run is.
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                now = perf_counter()
                return Answer(now - started, now - begun, messages, size / KIBIBYTE, tuple(elements))


def drawn(answer: Answer) -> dict[str, str]:
    """What each place of the screen was sent, by its content's hash: a place is Streamlit's path to it.

    The hash is Streamlit's own, over everything that reaches the browser; a message that only names one it has counts
    as that one.
    """
    found: dict[str, str] = {}
    for body in answer.elements:
        message = ForwardMsg.FromString(body)
        kind = message.WhichOneof("type")
        place = "/".join(map(str, message.metadata.delta_path))
        what = message.delta.WhichOneof("type") if kind == "delta" else "new_element"
        found[f"{place} {what}"] = message.ref_hash if kind == "ref_hash" else message.hash
    return found


def drawn_again(before: Mapping[str, str], now: Mapping[str, str]) -> int:
    """How many places hold another thing than before, new and emptied ones included."""
    return sum(before.get(place) != now.get(place) for place in {*before, *now})
