"""What a frame of the playback changes: a page has many rules on what its parts contain, and nodes that come and go make a browser check
them all, some twenty milliseconds each time."""

from tests.conftest import Visitor
from tests.stage import ready
from tests.walks import rest

COUNT = """() => {
    window.changes = { nodes: 0, classes: 0, texts: 0 };
    new MutationObserver((records) => {
        for (const { type, attributeName } of records)
            if (type === 'childList') window.changes.nodes += 1;
            else if (type === 'characterData') window.changes.texts += 1;
            else if (attributeName === 'class') window.changes.classes += 1;
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}"""
AT_THE_END = "(() => { const scrub = document.querySelector('.lab-scrub'); return scrub.value === scrub.max; })()"


def test_playback_writes_texts_and_leaves_the_nodes(visitor: Visitor) -> None:
    page = visitor.open("/compare?show=Adam")  # its formula and knobs are open
    ready(page)
    page.wait_for_function(AT_THE_END)
    rest(page)
    page.evaluate(COUNT)
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    page.wait_for_function(AT_THE_END)
    page.wait_for_timeout(300)
    changes = page.evaluate("window.changes")
    assert changes["texts"] > 50, "it has been played"
    assert changes["nodes"] + changes["classes"] < 10, changes
