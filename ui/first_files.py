"""Names in the page the scripts that every screen needs, so that a browser asks for them at once.

Streamlit's client asks for an element's script when the first such element arrives, over the websocket, and a browser
then has all the round trips before it once more.
"""

from ui.built_files import built_files

ELEMENTS = (
    "Html",
    "DateInput",
    "Selectbox",
)  # what stands on every screen: words and marks, days, the meeting


def with_first_files(page: str) -> str:
    """A page that names those files in its head, but for those that it names already."""
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in built_files(*ELEMENTS)
        if f"/{name}" not in page
    )
    return page.replace("</head>", f"{links}</head>", 1)
