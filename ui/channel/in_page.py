"""The end of the short way where there is no server: Python runs in a worker of the visitor's own page, and hears its messages.

What `ui.channel.server` is to many visitors, this is to one. The messages and the answers are the same. Each is answered at once:
`ui/web/wire_in_page.js` sends one at a time, the newest. The modules `js` and `pyodide` exist in a browser only.
"""

import functools
import logging
import os

from ui.channel import scenes

LOG = logging.getLogger(__name__)


def answer(text: str) -> bytes | str:
    """The picture that a message asks for; GONE if there is none."""
    try:
        request = scenes.parse(text)
        return request.picture() if request else scenes.GONE
    except Exception:  # whatever it is, the way is not silent: the browser asks Streamlit
        LOG.error("no picture could be made", exc_info=True)
        return scenes.GONE


@functools.cache
def listen() -> None:
    """Answer the page's messages from now on."""
    import js
    from pyodide.ffi import create_proxy, to_js

    channel = js.BroadcastChannel.new(os.environ[scenes.HAS_SOCKET])

    def hear(event: "js.MessageEvent") -> None:
        said = event.data
        channel.postMessage(to_js({"to": said.sender, "answer": answer(said.text)}, dict_converter=js.Object.fromEntries))

    channel.onmessage = create_proxy(hear)
