"""The lab as a browser runs it without a server (`static_site/`): what `serve.py` is to a server, this is to a page.

Streamlit runs this file from the top for every change, as it runs `app.py` on a server.
"""

import runpy

from streamlit.runtime import Runtime, exists, get_instance

from ui.channel import in_page

# Streamlit's components ask the class of the runtime; stlite keeps the runtime elsewhere, and tells these two functions only.
for name, found in {"exists": exists, "instance": get_instance}.items():
    if not hasattr(Runtime, name):
        setattr(Runtime, name, staticmethod(found))

in_page.listen()
runpy.run_path("app.py", run_name="__main__")
