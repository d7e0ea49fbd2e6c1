"""What a server's process has used of the processor so far, and whether it is at rest: on Linux only."""

import time

PAUSE = 0.004
LONGEST = 5_000  # pauses
AT_REST = 0.0004  # of CPU, over three pauses: the event loop's own waking is less


class ServerClock:
    """The CPU clock of another process, ended threads and children's threads included, to the microsecond."""

    def __init__(self, process_id: int) -> None:
        # As clock_getcpuclockid(3) makes it; Python has no call for it.
        self.clock = (~process_id << 3) | 2

    def now(self) -> float:
        """Seconds of CPU so far."""
        return time.clock_gettime(self.clock)

    def at_rest(self) -> float:
        """Seconds of CPU when the server has come to rest: what a run leaves to be tidied is done by then.

        Raises TimeoutError when it never rests.
        """
        before = self.now()
        for _ in range(LONGEST):
            time.sleep(PAUSE * 3)
            now = self.now()
            if now - before < AT_REST:
                return now
            before = now
        raise TimeoutError("the server does not come to rest")
