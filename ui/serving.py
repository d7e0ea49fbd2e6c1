"""What the server adds around Streamlit: language and title of the page it sends, and headers that close it."""

import base64
import hashlib
import re
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from foundation.config_file import load
from foundation.configuration import Settings
from foundation.errors import ConfigurationError
from foundation.words import LANGUAGES, words
from ui import ahead, words_font
from ui.ahead import dressed_ahead
from ui.early import early
from ui.first_files import with_first_files
from ui.page import escape
from ui.words_font import with_words_font

# Without it, Streamlit's client looks for its server under a page's own address first: two 404s per deep link.
# With HOST it opens its websocket at once, and asks beside it whether the server is well.
WHERE_THE_SERVER_IS = "window.__streamlit={BACKEND_BASE_URL:new URL('./',document.baseURI).href%s};"
HOST = ",HOST_CONFIG:{allowedOrigins:[location.origin],useExternalAuthToken:false}"
# Streamlit fetches all its icons, a third of the bytes of a first screen, before it knows of any that is shown. A
# browser fetches them by itself when one is.
ICONS_WHEN_SHOWN = (
    "(f=>{const l=f.load.bind(f);"
    "f.load=(n,t)=>n.includes('Material Symbols')?Promise.resolve([]):l(n,t)})(document.fonts);"
)
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*>')
NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
METRICS, AGENT = "_stcore/metrics", "_stcore/agent/"
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}


class Serving:
    """ASGI middleware: every answer gets the security headers, and the page itself its language, title and policy.

    What is not for readers is closed unless config.toml opened it when the server started.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.closed = closed_paths()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif any(closed in scope["path"] for closed in self.closed):
            await PlainTextResponse("", status_code=404, headers=HEADERS)(scope, receive, send)
        elif ahead.is_asked_for(scope["path"]):
            await ahead.script()(scope, receive, Answer(scope, send))
        elif words_font.is_asked_for(scope["path"]):
            await words_font.font()(scope, receive, Answer(scope, send))
        else:
            await self.app(plainly_asked(scope), receive, Answer(scope, send))


def closed_paths() -> tuple[str, ...]:
    """The parts of addresses that answer nobody, as config.toml has it; all of them where it cannot be read."""
    known = configured()
    if known is None:
        return METRICS, AGENT
    is_open = {METRICS: known.server.open_metrics, AGENT: known.server.open_agent}
    return tuple(path for path in is_open if not is_open[path])


def plainly_asked(scope: Scope) -> Scope:
    """A request that asks for no compression: a page must be readable here, and is compressed outside of us."""
    headers = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
    return {**scope, "headers": headers}


class Answer:
    """One answer on its way out: headers are added at once, a page is held back until it is whole."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.send = send
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Pass on one part of the answer."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            if headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
        if not self.start:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False):
            await self.finish()

    async def finish(self) -> None:
        """Send the whole page, in the reader's language and with the policy that fits its scripts."""
        page = self.body.decode("utf-8")
        if self.body:
            page = dressed(page, asked_language(self.scope))
        body = page.encode("utf-8")
        headers = MutableHeaders(scope=self.start)
        headers["content-security-policy"] = policy(page)
        for name in ("etag", "last-modified"):
            del headers[name]
        if self.body:
            headers["content-length"] = str(len(body))
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})


def asked_language(scope: Scope) -> str:
    """The language that an address asks for; empty where it asks for none that we have."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else ""


def dressed(page: str, language: str) -> str:
    """Streamlit's page with our language, title and words before any script has run."""
    known = configured()
    language = language or (known.organisation.language if known else "nb")
    name, can_log_in = (known.organisation.name, known.access.login is not None) if known else ("", False)
    here = words(language)
    title = " – ".join(part for part in (here.t("app.title"), name) if part)
    page = page.replace('<html lang="en">', f'<html lang="{language}">', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{escape(title)}</title>", 1)
    page = AGENT_LINK.sub("", page)
    page = NO_SCRIPT.sub(f"<noscript>{escape(here.t('app.no_script'))}</noscript>", page)
    first = "".join(f"<script>{script}</script>" for script in before_all(can_log_in=can_log_in))
    page = page.replace("<head>", f"<head>{first}", 1)
    return dressed_ahead(with_words_font(with_first_files(page)))


def configured() -> Settings | None:
    """What config.toml sets; None where it cannot be read."""
    try:
        return load()
    except ConfigurationError:
        return None


def before_all(*, can_log_in: bool) -> list[str]:
    """The scripts that run before Streamlit's.

    Where somebody can log in, the client must ask for its cookie before it opens the websocket, or it is nobody's.
    """
    if can_log_in:
        return [WHERE_THE_SERVER_IS % "" + ICONS_WHEN_SHOWN]
    return [WHERE_THE_SERVER_IS % HOST + ICONS_WHEN_SHOWN, early()]


def policy(page: str) -> str:
    """The content security policy of a page: everything from this server, and no scripts but its own by hash."""
    scripts = " ".join(f"'sha256-{digest(script)}'" for script in INLINE_SCRIPT.findall(page))
    rules = (
        "default-src 'self'",
        f"script-src 'self' {scripts}".strip(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    )
    return "; ".join(rules)


def digest(script: str) -> str:
    """A script's SHA-256 as a policy names it."""
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
