"""The only Streamlit code outside app.py and pages/: knobs to widgets, cached compute, charts."""
