"""The guide for teachers, as Markdown: how to run a round, and a plan of each lesson with the beliefs to expect."""

from collections.abc import Sequence

from lessons.plans import LESSONS, Lesson
from optim_core.claims import Remark, Words
from optim_core.spec import Citation
from ui.handouts.exercises import Exercise, exercises

WATCHING = Citation(
    "Crouch, Fagen, Callan & Mazur", 2004, "Classroom demonstrations: Learning tools or entertainment?", "https://doi.org/10.1119/1.1707018"
)
SEEING = Citation(
    "Miller, Lasry, Chu & Mazur",
    2013,
    "Role of physics lecture demonstrations in conceptual learning",
    "https://doi.org/10.1103/PhysRevSTPER.9.020113",
)
DISCUSSING = Citation("Crouch & Mazur", 2001, "Peer Instruction: Ten years of experience and results", "https://doi.org/10.1119/1.1374249")
RESEARCH = Words(
    Remark("Students who only watch a demonstration understand it no better than those who never see it.", "use", WATCHING),
    Remark("Those who predict first understand significantly more.", "use", WATCHING),
    Remark("About one observation in five is wrong; who predicts first sees better, even after a wrong prediction.", "use", SEEING),
    Remark("Talking with a neighbour about the answer helps, too.", "use", DISCUSSING),
)
ASKS = Words(Remark("So the lab asks before it shows.", "definition"))
ROUND = {
    "Show": Words(Remark("Open the link and read the question aloud. Nothing has run yet.", "instruction")),
    "Predict": Words(Remark("Everyone writes down an answer and a reason, alone.", "instruction")),
    "Discuss": Words(
        Remark("Count hands, and do not say who is right.", "instruction"),
        Remark("Then neighbours who disagree try to convince each other. Answers may change.", "instruction"),
    ),
    "Reveal": Words(Remark("Let it run. Everyone writes down what they see.", "instruction")),
    "Explain": Words(Remark("Ask who was surprised, and by what. Then read out why; the key has it.", "instruction")),
}
"""The parts of a round, one after another."""
SHORTER = Words(
    Remark("Discuss where answers differ: a stop has two to five minutes, and a round with everything takes five.", "instruction"),
    Remark("If time is short, leave out stops, never the prediction.", "instruction"),
)
BEFORE = (
    Words(
        Remark("Print a worksheet for each learner and the key for yourself: save it below, open the file, and print it.", "instruction"),
        Remark("The lab computes its pictures, numbers and right answers.", "definition"),
    ),
    Words(Remark("One device for two learners is enough, and a phone will do. Nobody needs an account.", "definition")),
    Words(
        Remark("Answers to tasks stay in the browser.", "definition"),
        Remark("To collect them, let learners press “Copy my answers” or “Save my answers” on the page Tasks.", "instruction"),
    ),
    Words(Remark("A worksheet has a code for the phone at each number. Try one before the lesson.", "instruction")),
)
WHERE = Words(
    Remark("The page For teachers of the lab says the same, with links, and has worksheets and keys to print.", "definition"),
    Remark("`make handouts` writes them as files, and this text.", "definition"),
)
PLAN = Words(Remark("In quotation marks stands what many believe: you will hear it.", "definition"))


def introduction() -> str:
    """Why to predict, how to run a round, what to prepare, and how to read the plans."""
    sources = "; ".join(_cited(each) for each in (WATCHING, SEEING, DISCUSSING))
    rounds = "\n".join(f"{number}. **{part}.** {words}" for number, (part, words) in enumerate(ROUND.items(), 1))
    before = "\n".join(f"- {words}" for words in BEFORE)
    parts = {"A round: predict, discuss, reveal": f"{rounds}\n\n{SHORTER}", "Before the lesson": before, "Lessons": PLAN}
    return "\n\n".join([f"{RESEARCH} ({sources}). {ASKS}", *(f"## {title}\n\n{text}" for title, text in parts.items())])


def heading(lesson: Lesson) -> str:
    """The title of a lesson, how long it takes, and its goal."""
    return f"### {lesson.title}: {lesson.minutes} minutes\n\n{lesson.goal}"


def plan(lesson: Lesson, base: str | None) -> str:
    """A lesson in a table: for each stop its minutes, its link, and what is asked, or the belief that a task is about.

    The links begin with the address of a lab. Without one they are written out from there.
    """
    rows: list[str] = []
    begin = 0
    for exercise in exercises(lesson):
        end = begin + exercise.stop.minutes
        title, link = f"{exercise.number}. {exercise.title}", exercise.link
        rows.append(_row([f"{begin}–{end}", f"{title} `{link}`" if base is None else f"[{title}]({base}{link})", _said(exercise)]))
        begin = end
    return "\n".join([_row(["minutes", "stop", "what is asked, or the belief to expect"]), _row(["---"] * 3), *rows])


def guide() -> str:
    """The whole guide, as the file `docs/teachers.md` holds it."""
    return "\n\n".join(["# For teachers", WHERE, introduction(), *(f"{heading(each)}\n\n{plan(each, None)}" for each in LESSONS)]) + "\n"


def _said(exercise: Exercise) -> str:
    """What is said at a stop; at a task, what many believe, with its source."""
    if exercise.task is None:
        return exercise.stop.says
    belief = exercise.task.belief
    return f"“{belief.says.rstrip('.')}” ({_cited(belief.source)})"


def _cited(source: Citation) -> str:
    return f"[{source.authors}, {source.year}]({source.url})"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
