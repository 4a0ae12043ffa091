"""Forms of the inspector are made before anybody asks for them, a few rows at a time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from studio_gui.app.services import Services
from studio_gui.model import edits
from studio_gui.model.clips import CLIP_KINDS
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.new import new_shape
from studio_gui.ui.document import Document
from studio_gui.ui.forms.number_field import NumberField
from studio_gui.ui.panels.inspector import InspectorPanel
from studio_gui.ui.panels.inspector.form import ClipForm
from studio_gui.ui.panels.inspector.panel import MANY
from studio_gui.ui.panels.inspector.properties import properties_of
from studio_gui.ui.repainting import Repainting
from tests.ui.panels.conftest import clip_id, clip_of, shown_inspector


@pytest.fixture
def panel(qtbot: QtBot, document: Document, services: Services) -> InspectorPanel:
    return shown_inspector(qtbot, document, services)


def forms(panel: InspectorPanel) -> list[ClipForm]:
    return panel.findChildren(ClipForm)


def test_forms_are_made_bit_by_bit_before_anything_is_selected_and_nobody_sees_them(
    panel: InspectorPanel, document: Document, qtbot: QtBot
) -> None:
    seen: set[int] = set()

    def are_made() -> bool:
        seen.update(len(form.findChildren(NumberField)) for form in forms(panel)[:1])
        assert not any(form.isVisible() for form in forms(panel))
        scene = document.scene
        kinds = {type(clip) for clip in scene.clips} if scene else set()
        return len(forms(panel)) >= len(kinds) and not panel.is_making

    qtbot.waitUntil(are_made, timeout=20_000)
    assert len(seen) > 1, "the first form came all at once"


def test_a_form_that_is_half_made_is_whole_as_soon_as_something_is_selected(
    panel: InspectorPanel, document: Document, qtbot: QtBot
) -> None:
    first = min(CLIP_KINDS, key=lambda kind: type(clip_of(document, kind)).__name__)
    qtbot.waitUntil(lambda: bool(forms(panel)) and panel.is_making)
    half = forms(panel)[0]
    document.select([clip_id(document, first)])
    assert panel.whole_form() is half
    assert half.isVisible()
    for prop in properties_of((type(clip_of(document, first)),)):
        assert half.field(prop.key).title == prop.title
    qtbot.waitUntil(lambda: not panel.is_making, timeout=20_000)
    assert panel.whole_form() is half
    assert [form for form in forms(panel) if form.isVisible()] == [half]


def test_a_form_nobody_has_seen_yet_follows_the_selection_within_some_turns(
    panel: InspectorPanel, document: Document, qtbot: QtBot
) -> None:
    """Inserting a text, or selecting all in a scene of many kinds, took as long as making all rows of a form."""
    scene = document.scene
    assert scene is not None
    assert forms(panel) == []
    document.select([clip.id for clip in scene.clips])
    assert not any(form.isVisible() for form in forms(panel))
    rows: list[int] = []

    def is_shown() -> bool:
        rows.extend(len(form.findChildren(NumberField)) for form in forms(panel) if form.isVisible())
        return bool(rows)

    qtbot.waitUntil(is_shown)
    whole = panel.whole_form()
    assert whole is not None
    assert [form for form in forms(panel) if form.isVisible()] == [whole]
    assert rows == [len(whole.findChildren(NumberField))], "all of it is shown at once, when it is made"
    assert panel.header.isVisible()
    assert not panel.scene_form.isVisible()


def test_what_is_selected_meanwhile_is_what_the_form_shows(
    panel: InspectorPanel, document: Document, qtbot: QtBot
) -> None:
    first, second = clip_id(document, "videoImage"), clip_id(document, "image")
    document.select([first])
    document.select([second])
    document.apply("Move", lambda p: edits.move_clips(p, document.scene_id, clip_ids=(second,), delta=Point(7, 0)))
    qtbot.waitUntil(lambda: any(form.isVisible() for form in forms(panel)))
    shown = panel.whole_form()
    assert shown is not None
    assert shown.isVisible()
    field = shown.field("left")
    assert isinstance(field, NumberField)
    assert field.line.text() == "107"
    document.select([])
    document.select([first])
    document.select([])
    qtbot.waitUntil(panel.scene_form.isVisible)
    qtbot.waitUntil(lambda: not panel.is_making, timeout=20_000)
    assert not any(form.isVisible() for form in forms(panel))


def test_the_values_of_hundreds_of_clips_are_those_of_the_last_change(
    panel: InspectorPanel, document: Document, qtbot: QtBot
) -> None:
    scene_id = document.scene_id
    rects = [Rect(10 * n, 40, 30, 20) for n in range(MANY + 5)]
    for rect in rects:
        shape = new_shape("Rectangle_corner0", box=rect, name="Many")
        document.apply("Add", lambda p, clip=shape: edits.add_clip(p, scene_id, clip=clip), merge="adding")
    scene = document.scene
    assert scene is not None
    many = tuple(clip.id for clip in scene.clips if clip.label == "Many")
    document.select(many)
    assert panel.whole_form() is not None
    field = panel.whole_form().field("top")
    assert isinstance(field, NumberField)
    assert field.line.text() == "40"
    for down in (1, 2, 4):
        document.apply("Move", lambda p, by=down: edits.move_clips(p, scene_id, clip_ids=many, delta=Point(0, by)))
    qtbot.waitUntil(lambda: field.line.text() == "47")
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: field.line.text() == "43")


def test_one_form_is_seen_until_the_other_is_whole(panel: InspectorPanel, document: Document, qtbot: QtBot) -> None:
    repainting = Repainting(panel)
    scene_id = document.scene_id
    for n in range(300):
        shape = new_shape("Rectangle_corner0", box=Rect(10 * n, 40, 30, 20), name="Many")
        document.apply("Add", lambda p, clip=shape: edits.add_clip(p, scene_id, clip=clip), merge="adding")
    scene = document.scene
    assert scene is not None
    first, second = [clip_id(document, "textImage")], [clip.id for clip in scene.clips if clip.label == "Many"]
    for chosen in (first, second):
        document.select(chosen)
        assert panel.whole_form() is not None
    qtbot.waitUntil(lambda: not panel.is_making and not repainting.is_working)
    seen: list[int] = []

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                seen.append(sum(form.isVisible() for form in forms(panel)))
            return False

    eye = Eye(panel)
    panel.installEventFilter(eye)
    for chosen in (first, second) * 4:
        count = len(seen)
        document.select(chosen)
        panel.update()
        qtbot.waitUntil(lambda count=count: len(seen) > count and not repainting.is_working)
    assert set(seen) == {1}
