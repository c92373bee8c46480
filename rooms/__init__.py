"""Rooms in which a class answers one question on its phones. They know nothing of the lab's pages, nor of Streamlit."""
