"""The server: `streamlit run dashboard.py` starts the screens in ui/app.py with our headers around them."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit.starlette import App

from ui.serving import Serving

# Compression stands outermost: Streamlit itself sends its scripts, two megabytes of them, as they are.
app = App(
    "ui/app.py",
    middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6), Middleware(Serving)],
)
