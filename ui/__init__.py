"""All that knows Streamlit, Plotly and the look of a screen."""
