"""The server: `streamlit run dashboard.py` starts the screens in ui/app.py with our headers around them."""

from starlette.middleware import Middleware
from streamlit.starlette import App

from ui.compression import Compression
from ui.door import Door, check_address, secrets
from ui.entrance import Entrance
from ui.health import Health
from ui.serving import Serving
from ui.warm import warm

check_address()
# Compression stands outermost: what the others add to a page is to be compressed with it.
app = App(
    "ui/app.py",
    middleware=[Middleware(one) for one in (Compression, Door, Entrance, Health, Serving)],
    lifespan=warm,
    secrets=secrets(),
)
