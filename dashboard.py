"""The server: `streamlit run dashboard.py` starts the screens in ui/app.py with our headers around them."""

from starlette.middleware import Middleware
from streamlit.starlette import App

from ui.compression import Compression
from ui.health import Health
from ui.serving import Serving

# Compression stands outermost: what the others add to a page is to be compressed with it.
app = App("ui/app.py", middleware=[Middleware(Compression), Middleware(Health), Middleware(Serving)])
