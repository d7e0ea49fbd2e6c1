"""One visit with a real browser: when the screen stood complete, what came over the wire, and what it cost."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize

from bench.first_screen_cpu import clocks, descendants, spent

SCREEN: ViewportSize = {"width": 1280, "height": 900}
SILENCE = 1000  # ms without a change: then everything is drawn
PAUSE = 100
LONGEST = 60_000
# A change is a node, a text or an attribute anywhere, in shadow roots too, and a font that has come; but not a note in
# the page's head of what is to be fetched ahead, which draws nothing.
WATCH = """
const seen = window.__seen = {last: 0, long: 0, count: 0};
const changed = () => { seen.last = performance.now(); };
const draws = record => ![...record.addedNodes].some(node => node.rel === "prefetch");
const watcher = new MutationObserver(records => { if (records.some(draws)) changed(); });
const all = {subtree: true, childList: true, characterData: true, attributes: true};
watcher.observe(document, all);
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) {
  const root = attach.call(this, how);
  watcher.observe(root, all);
  return root;
};
document.fonts.addEventListener("loadingdone", changed);
new PerformanceObserver(list => {
  for (const task of list.getEntries()) { seen.long += task.duration; seen.count += 1; }
}).observe({type: "longtask", buffered: true});
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One load of the screen: ms until it was complete and of long tasks, CPU ms of server and browser.

    `received`: bytes as the browser counts them, before a line; requests are those that left the browser. `ahead`: the
    bytes of what is fetched for later screens once this one stands, which stand in neither.
    """

    complete: float
    long: float
    received: float
    ahead: float
    requests: int
    server: float
    browser: float


@dataclass
class Wire:
    """What a page asks for and gets, as the browser tells it."""

    frames: float = 0.0
    sizes: dict[str, float] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def listen(self, session: CDPSession) -> None:
        """Count from now on."""
        session.on("Network.requestWillBeSent", self.ask)
        session.on("Network.requestServedFromCache", lambda told: self.asked.discard(told["requestId"]))
        session.on("Network.responseReceived", self.answer)
        session.on("Network.loadingFinished", self.finish)
        session.on("Network.loadingFailed", self.finish)
        session.on("Network.webSocketCreated", lambda told: self.asked.add(told["requestId"]))
        session.on("Network.webSocketFrameReceived", self.frame)
        session.send("Network.enable")

    def ask(self, told: dict[str, Any]) -> None:
        if told["request"]["url"].startswith("http"):
            self.asked.add(told["requestId"])
            self.addresses[told["requestId"]] = told["request"]["url"]

    def finish(self, told: dict[str, Any]) -> None:
        self.sizes[told["requestId"]] = told.get("encodedDataLength", 0)

    def answer(self, told: dict[str, Any]) -> None:
        if told["response"].get("fromDiskCache"):
            self.asked.discard(told["requestId"])

    def frame(self, told: dict[str, Any]) -> None:
        text = told["response"]["payloadData"]
        self.frames += len(text) * 3 / 4 if told["response"]["opcode"] == 2 else len(text)

    def among(self, addresses: set[str]) -> set[str]:
        """The requests for these addresses."""
        return {one for one, address in self.addresses.items() if address in addresses}


class Visitor:
    """A visitor whose browser knows nothing yet: the first `look` is cold, the next ones are warm."""

    def __init__(self, browser: Browser, address: str, server: int, last_words: str) -> None:
        self.address, self.server, self.last_words = address, server, last_words
        self.context: BrowserContext = browser.new_context(viewport=SCREEN, locale="nb-NO")

    def look(self) -> Drawn:
        """Open the first screen on a page of its own, and wait until it stands complete."""
        page = self.context.new_page()
        wire = Wire()
        wire.listen(self.context.new_cdp_session(page))
        page.add_init_script(WATCH)
        server, browser = clocks(descendants(self.server)), clocks(descendants(named="chrom"))
        page.goto(self.address, wait_until="commit")
        seen = self.at_rest(page, wire)
        ahead = wire.among(ahead_of(page))
        drawn = Drawn(
            complete=seen["last"],
            long=seen["long"],
            received=wire.frames + sum(size for one, size in wire.sizes.items() if one not in ahead),
            ahead=sum(wire.sizes[one] for one in ahead),
            requests=len(wire.asked - ahead),
            server=spent(server, descendants(self.server)) * 1000,
            browser=spent(browser, descendants(named="chrom")) * 1000,
        )
        page.close()
        return drawn

    def at_rest(self, page: Page, wire: Wire) -> dict[str, float]:
        """What the page has noted once its last words stand, nothing has changed for so long and nothing comes."""
        page.get_by_text(self.last_words).first.wait_for(timeout=LONGEST)
        for _ in range(LONGEST // PAUSE):
            page.wait_for_timeout(PAUSE)
            seen: dict[str, float] = page.evaluate("({...window.__seen, now: performance.now()})")
            is_silent = seen["now"] - seen["last"] >= SILENCE
            if is_silent and wire.among(ahead_of(page)) <= wire.sizes.keys():
                return seen
        raise TimeoutError(f"{self.address} does not come to rest")

    def leave(self) -> None:
        """Close the browser's window, with what it has kept."""
        self.context.close()


def ahead_of(page: Page) -> set[str]:
    """The addresses that a page has noted to be fetched ahead of later screens."""
    return set(page.evaluate("[...document.querySelectorAll('link[rel=prefetch]')].map(one => one.href)"))
