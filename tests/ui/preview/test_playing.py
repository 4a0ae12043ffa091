"""The project is played with real keys and a real mouse, and what is seen is what the video holds."""

from __future__ import annotations

import itertools
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from studio_gui.files.sayings import write_own
from studio_gui.model import edits
from studio_gui.model.project import Project
from studio_gui.model.saying import Saying
from studio_gui.speech.lips import OPEN, mouths
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.preview.showing import showing_in
from tests.ui.preview.audience import LEFT, Audience
from tests.ui.render import films
from tests.ui.shell.tabs import strip_of


def test_f5_plays_everything_to_its_end_at_its_pace(audience: Audience) -> None:
    window, frames, scenes = audience.window, [], []
    audience.document.select_scene(audience.document.project.scenes[1].id)
    audience.open()
    began = time.perf_counter()
    audience.playback.moved.connect(frames.append)
    audience.document.scene_changed.connect(scenes.append)
    assert audience.player.hasFocus()
    assert not window.canvas.isVisible()
    first = audience.seen
    audience.until(lambda: audience.frame > 8)
    assert films.psnr(audience.seen, first) < 40
    audience.until(lambda: audience.playback.state == "paused")
    assert 0.5 < time.perf_counter() - began < 5
    assert (audience.frame, audience.player.bar.time.text()) == (29, "0:00 / 0:01")
    assert audience.shows(1, 14)
    assert frames == sorted(frames)
    assert len(set(frames)) > 6
    assert scenes == [audience.document.project.scenes[1].id]
    audience.key("Space")
    audience.until(lambda: 0 < audience.frame < 15)


def test_shift_f5_plays_from_here_and_escape_gives_the_stage_back(audience: Audience) -> None:
    audience.document.select_scene(audience.document.project.scenes[1].id)
    audience.open("Shift+F5")
    audience.until(lambda: audience.frame >= 15)
    audience.key("Esc")
    assert not audience.is_open
    canvas = audience.window.canvas
    audience.until(lambda: canvas.isVisible() and canvas.hasFocus())
    assert audience.document.scene_id == audience.document.project.scenes[1].id


def test_playing_selects_nothing_on_the_stage_that_it_covers(audience: Audience) -> None:
    audience.document.select(())
    audience.window.canvas.setFocus()
    audience.until(audience.window.canvas.hasFocus)
    audience.open("F5")
    audience.until(lambda: audience.is_open and audience.player.screen_.picture is not None)
    assert audience.document.selection == ()


def test_the_button_of_the_toolbar_plays_and_the_cross_closes(audience: Audience) -> None:
    button = audience.window.workspace.toolbar.findChild(object, "preview_button")
    QTest.mouseClick(button, LEFT)
    audience.until(lambda: audience.is_open and audience.player.screen_.picture is not None)
    audience.click("close")
    assert not audience.is_open
    assert audience.window.canvas.isVisible()


def test_space_and_a_click_on_the_picture_pause_and_go_on(audience: Audience) -> None:
    audience.open_still()
    audience.playback.set_looping(True)
    audience.key("Space")
    audience.until(lambda: audience.frame > 1)
    QTest.mouseClick(audience.player.screen_, LEFT)
    at = audience.frame
    assert audience.playback.state == "paused"
    assert audience.player.bar.play.accessibleName() == "Play"
    audience.click("toggle")
    assert audience.player.bar.play.accessibleName() == "Pause"
    audience.until(lambda: audience.frame != at)
    audience.key("K")
    assert audience.playback.state == "paused"


def test_frames_are_stepped_through_exactly(audience: Audience) -> None:
    audience.open_still()
    for frame in (1, 2, 3):
        audience.key(".")
        audience.settle()
        assert audience.frame == frame
        assert audience.shows(0, frame)
        assert not audience.shows(0, frame + 2)
    audience.key(",")
    audience.settle()
    assert audience.frame == 2
    assert audience.shows(0, 2)
    audience.click("forward")
    assert audience.frame == 3
    audience.click("back")
    assert audience.frame == 2


def test_keys_go_to_scenes_to_the_ends_and_seconds_on(audience: Audience) -> None:
    audience.open_still()
    places = []
    for key in ("PgDown", "PgUp", "End", "Home", "Right", "Left"):
        audience.key(key)
        audience.settle()
        places.append(audience.frame)
    assert places == [15, 0, 29, 0, 29, 0]
    audience.click("next")
    assert audience.document.scene_id == audience.document.project.scenes[1].id
    audience.click("previous")
    assert audience.frame == 0


def test_the_line_of_time_goes_anywhere_at_once(audience: Audience) -> None:
    audience.open_still()
    audience.scrub(0.25)
    audience.settle()
    assert audience.frame == 7
    assert audience.shows(0, 7)
    audience.scrub(0.9)
    audience.settle()
    assert audience.frame == 26
    assert audience.shows(1, 11)
    line = audience.player.bar.scrubber
    QTest.mousePress(line, LEFT, pos=line.rect().center())
    for x in range(0, line.width(), 40):
        QTest.mouseMove(line, QPoint(x, 10))
    QTest.mouseRelease(line, LEFT)
    audience.settle()
    assert audience.shows(*divmod(audience.frame, 15))


def test_it_plays_again_and_again_when_it_loops(audience: Audience) -> None:
    audience.open_still()
    frames: list[int] = []
    audience.key("L")
    assert audience.player.bar.loop.isChecked()
    audience.playback.moved.connect(frames.append)
    audience.key("Space")
    audience.until(lambda: any(a > b for a, b in itertools.pairwise(frames)))
    assert audience.playback.is_running
    audience.click("loop")
    audience.until(lambda: not audience.playback.is_running)


@pytest.mark.parametrize(("key", "times", "speed"), [(">", 3, 2.0), ("<", 2, 0.5)])
def test_it_plays_faster_and_slower(audience: Audience, key: str, times: int, speed: float) -> None:
    audience.open_still()
    for _ in range(times):
        audience.key(key)
    assert (audience.playback.speed, audience.player.bar.speed.text()) == (speed, f"{speed:g}×")
    seen: list[tuple[float, int]] = []
    audience.playback.moved.connect(lambda frame: seen.append((time.perf_counter(), frame)))
    audience.key("Space")
    audience.until(lambda: not audience.playback.is_running)
    # Where it is tells the time, however late a busy computer looks.
    (start_s, start), (end_s, end) = seen[0], next(one for one in reversed(seen) if one[1] < 29)
    assert (end - start) / (end_s - start_s) / 30 == pytest.approx(speed, rel=0.2)


def test_the_speed_is_chosen_from_a_menu(audience: Audience) -> None:
    audience.open_still()
    action = next(each for each in audience.player.bar.speed.menu().actions() if each.text() == "1.5×")
    action.trigger()
    assert audience.playback.speed == 1.5
    assert action.isChecked()


def test_without_a_loudspeaker_it_says_so_and_plays_all_the_same(audience: Audience) -> None:
    audience.open_still()
    assert audience.player.is_silent
    assert audience.player.note.text() == "Plays without sound"
    assert "no loudspeaker" in audience.player.note.toolTip()
    assert not audience.player.bar.mute.isEnabled()
    assert audience.player.label.text() == "Local preview: voice and lips differ"


# --- beside the preview ----------------------------------------------------------------------------------------------


def test_an_edit_stops_it_and_is_seen_at_once(audience: Audience) -> None:
    audience.open_still()
    audience.key("PgDown")
    audience.settle()
    before = audience.seen
    audience.key("Space")
    document = audience.document
    scene = document.project.scenes[1]
    document.apply("Delete", lambda p: edits.remove_clips(p, scene.id, clip_ids=(scene.clips[0].id,)))
    audience.settle()
    audience.until(lambda: films.psnr(audience.seen, before) < 30)
    assert audience.playback.place.scene_id == scene.id
    audience.key("Ctrl+Z")
    audience.until(lambda: films.psnr(audience.seen, before) > 60)


def test_it_follows_to_a_scene_that_hands_choose(audience: Audience) -> None:
    audience.open_still()
    audience.document.select_scene(audience.document.project.scenes[1].id)
    audience.settle()
    assert audience.frame == 15
    assert audience.shows(1, 0)


def test_the_stage_shows_afterwards_what_became_of_it(audience: Audience) -> None:
    audience.open_still()
    canvas, document = audience.window.canvas, audience.document
    audience.key("PgDown")
    scene = document.project.scenes[1]
    document.apply("Delete", lambda p: edits.remove_clips(p, scene.id, clip_ids=[clip.id for clip in scene.clips]))
    audience.key("Esc")
    canvas.shown.finish()
    middle = canvas.viewport().grab().toImage().pixelColor(canvas.viewport().rect().center())
    assert middle.name() == "#803020"


def test_the_scene_that_plays_may_be_deleted(audience: Audience) -> None:
    audience.open_still()
    audience.key("PgDown")
    scene = audience.document.project.scenes[1]
    audience.document.apply("Delete scene", lambda p: edits.scenes.remove_scenes(p, scene_ids={scene.id}))
    audience.settle()
    audience.until(lambda: audience.frame < 15 and audience.playback.program.frames == 15)
    audience.until(lambda: audience.shows(0, audience.frame))


def test_what_is_selected_on_the_stage_is_safe_from_the_keys_of_the_preview(audience: Audience) -> None:
    document = audience.document
    document.select((document.project.scenes[0].clips[0].id,))
    audience.open_still()
    before = document.project
    for key in ("Del", "Backspace", "5", "C", "V", "I", "Shift+H"):
        audience.key(key)
    assert document.project is before
    assert audience.is_open


def test_a_tool_brings_the_stage_back(audience: Audience) -> None:
    audience.open_still()
    audience.window.actions_.run("tool_rectangle")
    assert not audience.is_open
    assert audience.window.canvas.isVisible()


def test_another_project_ends_it(audience: Audience) -> None:
    audience.open_still()
    audience.key("Ctrl+N")
    audience.until(lambda: not audience.is_open)
    assert audience.window.canvas.isVisible()


def test_what_a_person_says_otherwise_in_all_projects_is_heard_and_seen_at_once(audience: Audience) -> None:
    document = audience.document
    document.apply("Write", lambda p: edits.set_script(p, p.scenes[0].id, text="Nguyen."))
    document.apply("Let it last", lambda p: edits.change_scene(p, p.scenes[0].id, studio={"duration_s": None}))
    audience.open_still()
    before = audience.playback.program
    assert before is not None
    workspace = audience.window.workspace
    assert workspace is not None
    long = Saying(word="Nguyen", say="Abracadabra abracadabra abracadabra abracadabra")
    write_own([long])
    showing = showing_in(workspace)
    assert showing is not None
    showing.say_anew()
    audience.until(lambda: audience.playback.program is not None and audience.playback.program.frames > before.frames)
    assert document.project.studio.sayings == ()


def test_closing_another_tab_leaves_it_alone(audience: Audience) -> None:
    """The preview once ended when any project at all was closed."""
    window = audience.window
    mine = window.projects.current
    audience.key("Ctrl+N", to=window.canvas)
    audience.until(lambda: len(window.projects.all) == 2 and window.projects.current is not mine)
    assert mine is not None
    window.projects.show(mine)
    audience.open_still()
    audience.playback.set_looping(True)
    audience.key("Space")
    strip = strip_of(window)
    other = next(n for n in range(strip.count()) if window.projects.all[n] is not mine)
    QTest.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(other).center())
    audience.until(lambda: len(window.projects.all) == 1)
    at = audience.frame
    audience.until(lambda: audience.frame != at)
    assert audience.player.isVisible()
    window.projects.close(mine)
    assert not audience.is_open


def test_the_start_page_pauses_it(audience: Audience) -> None:
    audience.open_still()
    audience.playback.set_looping(True)
    audience.key("Space")
    audience.window.actions_.run("start_page")
    audience.until(lambda: audience.playback.state == "paused")
    audience.window.actions_.run("back_to_project")
    assert audience.player.isVisible()


# --- the whole screen ------------------------------------------------------------------------------------------------


def test_it_fills_the_screen_and_comes_back(audience: Audience) -> None:
    audience.open_still()
    small = audience.player.screen_.size_px
    audience.key("F")
    full = audience.player.screen_.window()
    audience.until(lambda: full.isFullScreen() and QApplication.focusWidget() is full)
    audience.until(lambda: audience.player.screen_.picture.width() > small[0])
    audience.key("PgDown")
    assert audience.frame == 15
    audience.key("Space")
    audience.until(lambda: audience.frame > 15)
    audience.until(lambda: not audience.playback.is_running)
    audience.key("Esc")
    assert audience.is_open
    audience.until(audience.player.hasFocus)
    audience.until(lambda: audience.player.screen_.size_px == small)
    QTest.mouseDClick(audience.player.screen_, LEFT)
    audience.until(lambda: audience.player.screen_.window() is not audience.window)
    QTest.mouseRelease(audience.player.screen_, LEFT)
    audience.key("F")
    audience.key("Esc")
    assert not audience.is_open


# --- many scenes ---------------------------------------------------------------------------------------------------


class TestManyScenes:
    @pytest.fixture
    def film(self) -> Project:
        """More than are spoken before anybody looks."""
        return films.project_of(*(films.speaking_scene(f"Scene number {n} has some words.") for n in range(60)))

    def test_a_scene_far_away_is_prepared_first_when_one_goes_there(self, audience: Audience) -> None:
        audience.document.select_scene(audience.document.project.scenes[30].id)
        audience.open("Shift+F5")
        audience.until(lambda: audience.playback.state == "playing")
        program = audience.playback.program
        assert audience.playback.place.scene_id == audience.document.project.scenes[30].id
        assert not program.is_complete
        assert audience.player.bar.time.text().split("/")[1].startswith(" ~")
        audience.scrub(0.1)
        at = audience.playback.place.scene_id
        audience.until(lambda: audience.playback.state == "playing")
        assert audience.document.scene_id == at
        assert not audience.playback.program.is_complete


# --- the script ------------------------------------------------------------------------------------------------------


class TestScript:
    @pytest.fixture
    def film(self) -> Project:
        """Somebody who speaks."""
        return films.project_of(films.speaking_scene("One two. Three  four!"))

    def test_the_word_that_is_said_is_marked_with_its_sentence(self, audience: Audience) -> None:
        audience.open_still()
        script = audience.window.workspace.script.text
        marked: list[tuple[str, ...]] = []
        audience.playback.moved.connect(
            lambda _: marked.append(tuple(each.cursor.selectedText() for each in script.extraSelections()))
        )
        audience.key("Space")
        audience.until(lambda: not audience.playback.is_running)
        said = list(dict.fromkeys(filter(None, marked)))
        assert said == [("One two.", "One"), ("One two.", "two"), ("Three  four!", "Three"), ("Three  four!", "four")]
        audience.key("Esc")
        assert script.extraSelections() == []

    def test_mouths_move_while_somebody_speaks(self, audience: Audience) -> None:
        audience.open_still()
        closed = audience.seen
        program = audience.playback.program
        shapes = mouths(audience.player.making.voices.sound(program.project, program.spans[0].scene), program.fps)
        audience.playback.seek(shapes.index(OPEN))
        audience.settle()
        assert 20 < films.psnr(audience.seen, closed) < 60

    def test_only_one_voice_is_heard_at_a_time(self, audience: Audience) -> None:
        audience.open_still()
        audience.key("Space")
        script = audience.window.workspace.script
        QTest.mouseClick(script.listen, LEFT)
        assert audience.playback.state == "paused"
        audience.key("F5", to=audience.window.canvas)
        audience.until(lambda: audience.playback.is_running)
        assert script.listen.text() == "Listen"

    def test_the_script_can_be_typed_meanwhile(self, audience: Audience) -> None:
        audience.open_still()
        script = audience.window.workspace.script.text
        script.setFocus()
        QTest.keyClicks(script, "k f ")
        assert audience.document.project.scenes[0].script_text.startswith("k f One two")
        assert audience.is_open
        frames = audience.playback.program.frames
        audience.until(lambda: audience.playback.program.is_complete and audience.playback.program.frames > frames)


class TestNoWholeSeconds:
    @pytest.fixture
    def film(self) -> Project:
        """One second and six tenths."""
        return films.project_of(films.still_scene(seconds=0.8), films.still_scene(seconds=0.8, color="#803020"))

    def test_the_preview_is_as_long_as_the_list_of_scenes_says(self, audience: Audience) -> None:
        """The list rounds; the preview cut off what was no whole second."""
        labels = audience.window.workspace.scenes.findChildren(QLabel)
        audience.open()
        audience.until(lambda: audience.playback.program is not None and audience.playback.program.is_complete)
        assert "2 scenes · 0:02" in [label.text() for label in labels]
        audience.until(lambda: audience.player.bar.time.text().endswith(" / 0:02"))


def test_esc_leads_from_the_script_and_the_scenes_to_the_preview_and_from_there_to_the_stage(
    audience: Audience, window: MainWindow
) -> None:
    """The keyboard was to go to the stage, which is hidden meanwhile: one pressed Esc for ever, and nothing happened."""
    workspace = window.workspace
    assert workspace is not None
    rows = workspace.scenes.findChild(QAbstractItemView)
    for field in (workspace.script.text, rows):
        audience.open_still()
        field.setFocus()
        audience.key("Esc", to=field)
        assert workspace.focusWidget() is audience.player
        audience.key("Esc")
        audience.until(lambda: not audience.is_open)
        assert workspace.focusWidget() is window.canvas
