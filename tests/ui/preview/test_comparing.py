"""A finished job's film is put beside the preview from its card."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_gui.render.movie import render_movie
from studio_gui.render.request import RenderRequest
from studio_gui.ui.dialogs.compare import CompareDialog
from tests.ui.jobs.posed import pose
from tests.ui.painting.drawing import rgb_of
from tests.ui.preview.audience import LEFT, Audience
from tests.ui.render import films


def job_with_film(audience: Audience, *, is_there: bool = True) -> str:
    """A finished job that made a film of what is open."""
    path = audience.document.path
    assert path is not None
    target = path.parent / "renders" / "done.mp4"
    target.parent.mkdir()
    if is_there:
        project = audience.document.project
        longer = [scene.changed(studio=scene.studio.changed(duration_s=0.8)) for scene in project.scenes]
        render_movie(RenderRequest(project.changed(scenes=tuple(longer)), path.parent, target, "480", 25))
    job = pose(audience.window.services, path, state="done", account="computer")
    audience.window.show_job(job)
    return job


def choose_compare(audience: Audience, job: str) -> None:
    """Open the menu of the card and choose what it says there."""
    panel = audience.window.workspace.jobs
    audience.until(lambda: panel.list.card(job) is not None)
    card = panel.list.card(job)
    card.menu.aboutToShow.emit()
    action = next(each for each in card.menu.actions() if each.text() == "Compare with the preview")
    action.trigger()


def the_dialog() -> CompareDialog | None:
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, CompareDialog)), None)


def test_a_film_is_compared_with_the_project_it_was_made_from(audience: Audience) -> None:
    job = job_with_film(audience)
    audience.document.apply("Change", lambda p: p.changed(scenes=p.scenes[:1]))  # the job knows what it made
    choose_compare(audience, job)
    audience.until(lambda: the_dialog() is not None)
    dialog = the_dialog()
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert [name.partition("\n")[2] for name in names] in (["Looking for it…"] * 2, ["Comparing…"] * 2)
    audience.until(lambda: dialog.view.pair is not None and "SSIM" in dialog.said.text(), limit_ms=30_000)
    lines = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert len(lines) == 2
    assert all("0.9" in line or "1.000" in line for line in lines), lines
    are_same = all(line.endswith("· the same") for line in lines)
    assert dialog.said.text().startswith("Every scene is the same" if are_same else "Most different is scene"), lines
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    audience.until(lambda: dialog.view.accessibleName().startswith("Scene 2"))
    assert dialog.when.text() == "0.2 s into the scene, 0:01 in the video"

    view, pair = dialog.view, dialog.view.pair
    area = view.areas()[0]
    QTest.mouseClick(view, LEFT, pos=QPoint(area.x() + area.width() // 4, area.center().y()))
    assert view.split == pytest.approx(0.25, abs=0.01)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.split == pytest.approx(0.27, abs=0.01)
    swiped = view.grab().toImage()
    dialog.activateWindow()
    audience.until(dialog.isActiveWindow)
    for mode, key in (("beside", "2"), ("heat", "3"), ("swipe", "1")):
        QTest.keyClick(view, key)
        audience.until(lambda mode=mode: view.mode == mode)
        assert (view.grab().toImage() == swiped) == (mode == "swipe")
    assert films.psnr(rgb_of(pair.ours), rgb_of(pair.theirs.convertToFormat(films.RGB32))) > 30
    dialog.moment.setValue(100)
    audience.until(lambda: dialog.when.text().startswith("0.5 s"))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    audience.until(lambda: the_dialog() is None)


def test_a_film_that_is_gone_is_said_to_be_gone(audience: Audience, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("studio_gui.ui.dialogs.message.show_error", lambda _parent, error: said.append(error.message))
    choose_compare(audience, job_with_film(audience, is_there=False))
    assert said == ["“done.mp4” is not in its folder any more."]
    assert the_dialog() is None


def test_a_broken_film_is_a_sentence_and_the_dialog_closes(audience: Audience, tmp_path: Path) -> None:
    from studio_gui.ui.dialogs import compare

    (tmp_path / "broken.mp4").write_bytes(b"0" * 4000)
    window = audience.window
    dialog = compare.show(
        window, audience.document.project, None, tmp_path / "broken.mp4", speaker=window.services.speaker
    )
    audience.until(lambda: "cannot be read as a video" in dialog.view._words)
    assert dialog.list.item(0).text().startswith("1 · ")
    assert "\n" not in dialog.list.item(0).text()
    dialog.reject()
