"""The socket beside Streamlit's: while something moves, it brings gestures to the server and pictures back."""
