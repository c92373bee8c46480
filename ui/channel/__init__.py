"""The short way between browser and server: a WebSocket beside Streamlit's."""
