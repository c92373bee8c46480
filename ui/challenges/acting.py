"""The scene of a challenge on the page: its landscape, and its actors with the knobs that are turned."""

from dataclasses import fields

from landscapes import Landscape, Noisy
from landscapes.noisy import usual_noise
from lessons.challenges.answers import Place, Turn
from lessons.challenges.challenge import Challenge
from lessons.challenges.looks import looks
from lessons.challenges.task_scene import Actor
from lessons.lab import METHODS, NAMES
from ui.controls.optimizer import Choice
from ui.controls.setting import Setting


def landscape_of(challenge: Challenge) -> Landscape:
    """The landscape, with its noise."""
    scene = challenge.scene
    bare = NAMES[scene.landscape](**scene.values)
    return Noisy(bare, scene.noise * usual_noise(bare)) if scene.noise and bare.examples == 1 else bare


def setting_of(challenge: Challenge) -> Setting:
    """All that the runs depend on besides the methods."""
    scene, landscape = challenge.scene, landscape_of(challenge)
    return Setting(landscape, scene.steps or landscape.steps, scene.batch, scene.seed, start_keys(challenge))


def start_keys(challenge: Challenge) -> tuple[str, str]:
    """The keys of the start."""
    return f"{challenge.name}.x", f"{challenge.name}.y"


def start_of(challenge: Challenge) -> tuple[float, float]:
    """Where the runs start until the visitor says otherwise."""
    return challenge.scene.start or landscape_of(challenge).start


def choices_of(challenge: Challenge) -> list[Choice]:
    """The actors. The knobs that the visitor turns have keys, the others are fixed."""
    landscape, answer = landscape_of(challenge), challenge.answer
    found: list[Choice] = []
    for i, (actor, marks) in enumerate(zip(challenge.scene.actors, looks(challenge.scene.actors), strict=True)):
        cls = METHODS[actor.method]
        settings = settings_of(actor, landscape)
        turned = answer.fields if isinstance(answer, Turn) and i in answer.of else ()
        fixed = {name: value for name, value in settings.items() if name not in turned}
        keys = {field: f"{challenge.name}.{field}" for field in turned}
        found.append(Choice(cls, cls, keys, fixed, actor.label, marks, actor.steps, actor.seed, actor.schedule))
    return found


def settings_of(actor: Actor, landscape: Landscape) -> dict[str, float]:
    """Every hyperparameter of an actor: as the scene says, or as suits the landscape."""
    usual = METHODS[actor.method].suited_to(landscape)
    return {field.name: actor.settings.get(field.name, getattr(usual, field.name)) for field in fields(usual)}


def places_start(challenge: Challenge) -> bool:
    """Whether the visitor places the start."""
    return isinstance(challenge.answer, Place)
