"""The dashboard behind the nginx files of deploy/: on a site of its own with TLS, and under a sub-path of another."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import IS_REQUIRED, Visit
from tests.browser.screens import LIBRARY, is_library
from tests.browser.serving import START_SECONDS

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
OPENSSL = shutil.which("openssl")
NAME = "kommunikasjon.localhost"  # browsers find it on loopback, and it is not the server's own name
NAMED_IN_THE_FILE = "kommunikasjon.example.no"
# What surrounds a site on a machine that compresses everything: the worst that a proxy of others may do to us.
AROUND = """{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    gzip on;
    gzip_proxied any;
    gzip_min_length 0;
    gzip_types *;
    include conf.d/*.conf;
    {site}
}}
"""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("proxy")]


@dataclass(frozen=True)
class Site:
    """A dashboard as its readers reach it, and how a program on this machine does."""

    address: str
    loopback: str
    certificate: Path
    redirecting: str = ""

    def get(self, path: str, **headers: str) -> requests.Response:
        """The answer to a request, redirects not followed."""
        sent = {"Host": self.address.partition("://")[2].partition("/")[0], **headers}
        return requests.get(
            self.loopback + path,
            headers=sent,
            verify=str(self.certificate),
            timeout=30,
            allow_redirects=False,
        )


def nginx() -> str:
    """Where nginx is; without it these tests cannot run."""
    missing = [name for name, found in (("nginx-light", NGINX), ("openssl", OPENSSL)) if found is None]
    if missing and IS_REQUIRED:
        pytest.fail(f"missing: apt-get install {' '.join(missing)}")
    if missing or NGINX is None:
        pytest.skip(f"missing: apt-get install {' '.join(missing)}")
    return NGINX


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], answers: Callable[[], bool], **environment: str) -> Iterator[None]:
    """A process that has begun to answer; it ends by its own id."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        pause = threading.Event()
        for _ in range(START_SECONDS * 10):
            if process.poll() is not None or answers():
                break
            pause.wait(0.1)
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        assert answers()
        yield
    finally:
        process.terminate()
        process.communicate(timeout=20)


@contextmanager
def dashboard(configuration: Path, sub_path: str = "") -> Iterator[int]:
    """A dashboard of its own; gives its port."""
    port = free_port()
    health = f"http://127.0.0.1:{port}/{sub_path}{'/' if sub_path else ''}_stcore/health"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with running(
        command,
        lambda: answered(health) == "ok",
        DASHBOARD_CONFIG=str(configuration),
        STREAMLIT_SERVER_BASE_URL_PATH=sub_path,
    ):
        yield port


def answered(url: str) -> str:
    try:
        return requests.get(url, timeout=5).text
    except requests.RequestException:
        return ""


def listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def rendered(name: str, changes: dict[str, str]) -> str:
    """A file of deploy/ with the names, ports and paths of this test; each of them stands in it."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert [old for old in changes if old not in text] == []
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def installed(folder: Path, dashboard_port: int, site: str) -> list[str]:
    """The files in their places, as docs/drift.md has them installed; gives the command that serves them."""
    for name in ("snippets", "conf.d"):
        (folder / name).mkdir()
    proxy = rendered("nginx-proxy.conf", {"127.0.0.1:8501": f"127.0.0.1:{dashboard_port}"})
    (folder / "snippets" / "kommunikasjon-proxy.conf").write_text(proxy, encoding="utf-8")
    shutil.copy(DEPLOY / "nginx-upgrade.conf", folder / "conf.d" / "kommunikasjon-upgrade.conf")
    user = "user root root;" if os.geteuid() == 0 else ""
    around = AROUND.format(folder=folder, site=site, user=user)
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    return [nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this test and its key."""
    file, key = folder / "fullchain.pem", folder / "privkey.pem"
    subprocess.run(
        [str(OPENSSL), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1",
         "-keyout", str(key), "-out", str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    return file, key


@pytest.fixture(scope="module")
def open_configuration(sample_configuration: Path) -> Path:
    """The sample's configuration, opened for whoever comes through a proxy."""
    file = sample_configuration.with_name("open.toml")
    text = sample_configuration.read_text(encoding="utf-8")
    file.write_text(
        text.replace('without_login = "this_machine"', 'without_login = "screens"'), encoding="utf-8"
    )
    return file


@pytest.fixture(scope="module")
def own_site(open_configuration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """deploy/nginx.conf before a dashboard, with TLS."""
    nginx()
    folder, plain, secure = tmp_path_factory.mktemp("own_site"), free_port(), free_port()
    file, key = certificate(folder)
    changes = {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{secure} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        NAMED_IN_THE_FILE: NAME,
        "/etc/ssl/kommunikasjon/fullchain.pem": str(file),
        "/etc/ssl/kommunikasjon/privkey.pem": str(key),
    }
    with dashboard(open_configuration) as port:
        command = installed(folder, port, rendered("nginx.conf", changes))
        with running(command, lambda: listens(secure)):
            yield Site(
                f"https://{NAME}:{secure}", f"https://127.0.0.1:{secure}", file, f"http://127.0.0.1:{plain}"
            )


@pytest.fixture(scope="module")
def sub_path(open_configuration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """deploy/nginx-subpath.conf on a site that has pages of its own."""
    nginx()
    folder, port = tmp_path_factory.mktemp("sub_path"), free_port()
    inside = (DEPLOY / "nginx-subpath.conf").read_text(encoding="utf-8")
    own = 'location / { return 200 "the municipality\'s own pages"; }'
    site = f"server {{ listen 127.0.0.1:{port}; server_name {NAME}; {own}\n{inside} }}"
    with (
        dashboard(open_configuration, "kommunikasjon") as dashboard_port,
        running(installed(folder, dashboard_port, site), lambda: listens(port)),
    ):
        at = f"http://127.0.0.1:{port}/kommunikasjon"
        yield Site(f"http://{NAME}:{port}/kommunikasjon", at, folder)


@pytest.fixture(scope="module", params=["own_site", "sub_path"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


@contextmanager
def visiting(chromium: Browser, site: Site) -> Iterator[tuple[Visit, list[str]]]:
    """A browser at the site: its page with every error it told of, and the websockets it opened."""
    context = chromium.new_context(locale="nb-NO", ignore_https_errors=True)
    visit, sockets = Visit(context.new_page(), site.address), list[str]()
    visit.page.on("console", lambda said: visit.errors.append(said.text) if said.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("websocket", lambda opened: sockets.append(opened.url))
    yield visit, sockets
    context.close()
    assert visit.errors == []


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


def test_a_deep_link_opens_through_the_proxy_and_lives(chromium: Browser, site: Site) -> None:
    with visiting(chromium, site) as (visit, sockets):
        visit.open("/mal?goal=G2&as_of=2026-11-10")
        first = heading(visit.page)
        visit.page.get_by_role("link", name="Siden og dialogen").first.click()
        expect(visit.page).to_have_url(re.compile(r"/siden\?"))
        visit.settle()
        assert visit.page.url.startswith(f"{site.address}/siden?as_of=2026-11-10")
        assert heading(visit.page) != first
        assert sockets == [f"{site.address}/_stcore/stream".replace("http", "ws", 1)]


def test_the_first_chart_finds_its_library_under_a_path_of_somebody_elses_site_too(
    chromium: Browser, sub_path: Site
) -> None:
    with visiting(chromium, sub_path) as (visit, _):
        with visit.page.expect_request_finished(is_library):
            visit.open("/mal?goal=G2")
        visit.page.get_by_role("link", name="Siden og dialogen").first.click()
        visit.page.locator(".js-plotly-plot .xtick").first.wait_for()
        ahead, chart = visit.page.evaluate(LIBRARY)
        assert (ahead[0], ahead[1] > 1_000_000, chart) == ("link", True, ["script", 0])


def test_what_the_server_adds_comes_through_the_proxy(site: Site) -> None:
    page = site.get("/", **{"Accept-Encoding": "gzip"})
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["x-content-type-options"] == "nosniff"
    (script,) = re.findall(r'src="\./(static/js/[^"]+)"', page.text)[:1]
    answer = site.get(f"/{script}", **{"Accept-Encoding": "gzip"})
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    again = site.get(f"/{script}", **{"Accept-Encoding": "gzip", "If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_health_check_answers_and_what_is_for_machines_stays_closed(site: Site) -> None:
    assert site.get("/health").json()["server"] == "up"
    assert site.get("/_stcore/metrics").status_code == 404


def test_a_site_of_its_own_is_reached_over_tls_only(own_site: Site) -> None:
    answer = requests.get(own_site.redirecting, timeout=30, allow_redirects=False)
    assert (answer.status_code, answer.headers["location"][:8]) == (301, "https://")
    assert own_site.get("/").headers["strict-transport-security"] == "max-age=31536000"
