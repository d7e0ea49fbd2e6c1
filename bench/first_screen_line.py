"""A slow line on loopback: passes every byte on, the websocket's too, at a set speed and delay, and counts them."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SPEED = 10_000_000 / 8  # bytes a second, all connections together, each way
ROUND_TRIP = 0.040
CHUNK = 4096  # what is sent of one connection before another has its turn
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Way:
    """One direction of the line. `free_at`: when it can take the next byte; `passed`: bytes so far."""

    free_at: float = 0.0
    passed: int = 0

    async def sent(self, size: int) -> float:
        """Wait until so many bytes are on their way; the time at which they arrive."""
        now = asyncio.get_running_loop().time()
        self.free_at = max(now, self.free_at) + size / SPEED
        self.passed += size
        await asyncio.sleep(self.free_at - now)
        return self.free_at + ROUND_TRIP / 2


@dataclass
class Line:
    """The line to one server; `port` is where the browser knocks."""

    server: int
    port: int = 0
    up: Way = field(default_factory=Way)
    down: Way = field(default_factory=Way)
    passing: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def passed(self) -> int:
        """Bytes in both directions so far."""
        return self.up.passed + self.down.passed

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take a connection: it costs a round trip before its first byte, as a handshake does."""
        await asyncio.sleep(ROUND_TRIP)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.server)
        for source, target, way in ((reader, far_writer, self.up), (far_reader, writer, self.down)):
            task = asyncio.create_task(passed_on(source, target, way))
            self.passing.add(task)
            task.add_done_callback(self.passing.discard)

    async def hang_up(self) -> None:
        """End what still passes."""
        ending = list(self.passing)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)


async def passed_on(source: asyncio.StreamReader, target: asyncio.StreamWriter, way: Way) -> None:
    """Pass on one direction of one connection until it ends."""
    arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    async with asyncio.TaskGroup() as both:
        both.create_task(delivered(arriving, target))
        try:
            while chunk := await source.read(CHUNK):
                arriving.put_nowait((await way.sent(len(chunk)), chunk))
        except ConnectionError:
            pass  # the browser closed it: what is on its way arrives nowhere
        arriving.put_nowait((0, b""))


async def delivered(arriving: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter) -> None:
    """Hand over what is on its way, each part when it arrives."""
    loop = asyncio.get_running_loop()
    try:
        while (part := await arriving.get())[1]:
            await asyncio.sleep(max(0.0, part[0] - loop.time()))
            target.write(part[1])
            await target.drain()
        target.close()
    except ConnectionError:
        pass


@contextmanager
def line_to(server: int) -> Iterator[Line]:
    """A line to a server's port, from a thread of its own, for as long as it is needed."""
    loop, line = asyncio.new_event_loop(), Line(server)

    async def listening() -> None:
        door = await asyncio.start_server(line.connect, "127.0.0.1", 0)
        line.port = door.sockets[0].getsockname()[1]

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(listening(), loop).result()
    yield line
    asyncio.run_coroutine_threadsafe(line.hang_up(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
