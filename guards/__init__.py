"""What stands between strangers and Streamlit: ASGI middleware that knows nothing of the lab's pages."""
