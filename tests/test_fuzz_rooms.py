"""What strangers send to rooms: codes, cookies, forms and answers of any shape are taken or refused in words, and nothing breaks."""

from urllib.parse import quote, urlencode

from hypothesis import given
from hypothesis import strategies as st

from rooms import codes
from rooms.room import TooLateError
from tests.inputs import MANY
from tests.phones import School
from tests.test_class_questions import ASKED
from ui.challenges.class_question import filled, question_of

TEXTS = st.text(max_size=60) | st.sampled_from(
    ["1", "-1", "nan", "1e400", "0x1", "１", "A", "B", "η", "<b>", "=1+1", "\0", "\ud800", "1_0"]
)
STATUSES = {200, 303, 403, 404, 409, 410, 413, 422, 429}


@MANY
@given(st.text(max_size=80), st.text(alphabet=codes.LETTERS + "abc -", max_size=12))
def test_codes(text: str, like: str) -> None:
    for each in (text, like):
        code = codes.read(each)
        assert code is None or codes.read(codes.shown(code)) == code


@MANY
@given(
    st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE"]),
    st.text(max_size=40),
    st.binary(max_size=200),
    st.text(max_size=60),
    st.booleans(),
)
def test_requests(method: str, path: str, body: bytes, cookie: str, here: bool) -> None:
    school = School()
    name = school.room.code if here else path
    said = school.ask(
        f"/join/{quote(name, errors='replace')}", method, body, cookie=quote(f"optimizer_lab_phone={cookie}", "=", errors="replace")
    )
    assert said.status in STATUSES | {405}
    assert school.room.counts()[1] == 0
    assert "Traceback" not in said.text


@MANY
@given(st.sampled_from(ASKED), st.data())
def test_answers(challenge: object, data: st.DataObject) -> None:
    """Whatever is taken is an answer that the page's own widgets would take: its fields hold it, and are read as the same."""
    question = question_of(challenge)  # type: ignore[arg-type]  # Hypothesis says object
    names = ["answer", "x", "y", *getattr(challenge.answer, "fields", ())]  # type: ignore[attr-defined]  # the same
    fields = data.draw(st.dictionaries(st.sampled_from(names), st.lists(TEXTS, max_size=6), max_size=4))
    school = School(question=question)
    try:
        school.room.answer(None, {"round": ["0"], **fields})
    except (ValueError, LookupError, TooLateError):
        assert school.room.answers() == []
    else:
        (given,) = school.room.answers()
        assert question.read(filled(challenge, given.answer)) == given.answer  # type: ignore[arg-type]  # the same
        assert given.said.isprintable()
    body = urlencode({"round": "0", **fields}, doseq=True, errors="replace").encode()
    assert school.ask(f"/join/{school.room.code}", "POST", body).status in STATUSES
