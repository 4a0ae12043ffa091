"""Pages of PDF files, storyboards and what LibreOffice draws: real PDFs, looked at as pictures."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from studio_gui.app.importing import Into, as_project, read_documents
from studio_gui.app.scripts import said_in, untimed
from studio_gui.app.services import Services
from studio_gui.base.errors import ImportCancelled, ImportFailed
from studio_gui.files.exporting.scripts import Said
from studio_gui.model.clips import ImageClip
from studio_gui.model.edits.scenes import change_scene
from studio_gui.model.geometry import Rect, box_of
from studio_gui.model.new import new_project, new_scene
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.render.frames import frame
from studio_gui.render.paper.pages import PdfPages
from studio_gui.render.paper.storyboard import storyboard
from tests.unit.files.importing.decks import blank, new_deck, px, saved, write_deck

_COLORS = ("#cc2222", "#22cc22", "#2222cc")


def _pdf(path: Path, *, size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4, pages: int = 3) -> Path:
    """A PDF whose pages are each of one colour all over."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(size))
    writer.setPageMargins(writer.pageLayout().minimumMargins())
    with QPainter(writer) as painter:
        for index in range(pages):
            if index:
                writer.newPage()
            painter.fillRect(QRectF(0, 0, writer.width(), writer.height()), QColor(_COLORS[index % 3]))
    return path


def _color(image: QImage, x: float, y: float) -> str:
    return image.pixelColor(int(image.width() * x), int(image.height() * y)).name()


def _is_near(color: str, wanted: str) -> bool:
    one, other = QColor(color), QColor(wanted)
    return max(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True)) <= 6


@pytest.mark.usefixtures("qapp")
def test_pages_are_backgrounds_as_large_as_they_fit(tmp_path: Path) -> None:
    found = read_documents([_pdf(tmp_path / "a.pdf")], Into(tmp_path, "landscape"))
    assert [scene.studio.name for scene in found.scenes] == ["Page 1", "Page 2", "Page 3"]
    assets = Assets(tmp_path)
    for scene, color in zip(found.scenes, _COLORS, strict=True):
        picture = QImage(str(tmp_path / scene.background.studio.media))
        assert (picture.width(), picture.height()) == (1920, 1080)
        drawn = frame(as_project(found), scene, assets=assets, height=270)
        assert _is_near(_color(drawn, 0.5, 0.5), color)
        # A4 is narrower than the stage: paper on both sides.
        assert _is_near(_color(drawn, 0.1, 0.5), "#ffffff")
        assert _is_near(_color(drawn, 0.5, 0.02), color)
    assets.close()


@pytest.mark.usefixtures("qapp")
def test_upright_pages_make_an_upright_project(tmp_path: Path) -> None:
    assert read_documents([_pdf(tmp_path / "a.pdf")], Into(tmp_path)).orientation == "portrait"


@pytest.mark.usefixtures("qapp")
def test_a_locked_or_broken_pdf_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "b.pdf"
    for content in (b"", b"hello", b"%PDF-1.4\n%%EOF"):
        broken.write_bytes(content)
        with pytest.raises(ImportFailed, match=r"“b\.pdf” is broken or not a PDF"):
            read_documents([broken], Into(tmp_path / "p"))
    with pytest.raises(ImportFailed, match="cannot be read"):
        read_documents([tmp_path / "gone.pdf"], Into(tmp_path / "p"))
    assert not (tmp_path / "p").exists()


@pytest.mark.usefixtures("qapp")
def test_a_stopped_import_takes_away_its_own_files_and_no_others(tmp_path: Path) -> None:
    read_documents([_pdf(tmp_path / "first.pdf", pages=1)], Into(tmp_path, "portrait"))
    before = sorted((tmp_path / "media").iterdir())

    def stop(fraction: float, _words: str) -> None:
        if fraction > 0.6:
            raise ImportCancelled("Stopped.")

    with pytest.raises(ImportCancelled):
        read_documents([_pdf(tmp_path / "a.pdf")], Into(tmp_path, "portrait"), report=stop)
    assert sorted((tmp_path / "media").iterdir()) == before


@pytest.mark.usefixtures("qapp")
def test_several_documents_come_one_after_the_other(tmp_path: Path) -> None:
    pdf = _pdf(tmp_path / "a.pdf", pages=2)
    deck = write_deck(tmp_path / "b.pptx")
    text = tmp_path / "c.txt"
    text.write_text("One.\n\nTwo.", "utf-8")
    steps: list[float] = []
    found = read_documents([deck, pdf, text], Into(tmp_path), report=lambda fraction, _: steps.append(fraction))
    assert len(found.scenes) == 3 + 2 + 2
    assert found.orientation == "landscape"
    assert steps == sorted(steps)
    assert found.notes
    assert all(note.startswith("b.pptx: ") for note in found.notes)


# --- LibreOffice ------------------------------------------------------------------------------------------------------


def _office(path: Path, body: str) -> Path:
    """A program that is started as LibreOffice is."""
    path.write_text(f"#!{sys.executable}\nimport pathlib, shutil, sys, time\nwords = sys.argv[1:]\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_with_libreoffice_a_chart_is_a_picture_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slides = tmp_path / "slides.pdf"
    writer = QPdfWriter(str(slides))
    writer.setPageSize(QPageSize(QRectF(0, 0, 960, 540).size(), QPageSize.Unit.Point))
    writer.setPageMargins(writer.pageLayout().minimumMargins())
    with QPainter(writer) as painter:
        for index in range(3):
            if index:
                writer.newPage()
            painter.fillRect(QRectF(0, 0, writer.width(), writer.height()), QColor("#dddddd"))
            unit = writer.width() / 1920
            painter.fillRect(QRectF(100 * unit, 100 * unit, 800 * unit, 600 * unit), QColor(_COLORS[index]))
    body = (
        "assert '--headless' in words and words[words.index('--convert-to') + 1] == 'pdf'\n"
        "source = pathlib.Path(words[-1])\nassert source.read_bytes()[:2] == b'PK'\n"
        f"shutil.copyfile({str(slides)!r}, pathlib.Path(words[words.index('--outdir') + 1]) / 'document.pdf')"
    )
    monkeypatch.setenv("STUDIO_OFFICE", str(_office(tmp_path / "soffice", body)))
    found = read_documents([write_deck(tmp_path / "talk.pptx")], Into(tmp_path / "p"))
    (chart,) = found.scenes[2].clips
    assert isinstance(chart, ImageClip)
    picture = QImage(str(tmp_path / "p" / chart.studio.media))
    assert [_is_near(_color(picture, x, y), _COLORS[2]) for x, y in ((0.02, 0.02), (0.5, 0.5), (0.98, 0.98))] == [
        True
    ] * 3
    box = box_of(chart)
    assert (box.left, box.top, box.width, box.height) == pytest.approx((100, 100, 800, 600), abs=0.5)
    assert "Slide 3: chart “Chart 1” became a picture." in found.notes


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_bar_does_not_jump_back_while_libreoffice_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    body = f"while not pathlib.Path({str(told)!r}).exists():\n    pass"
    monkeypatch.setenv("STUDIO_OFFICE", str(_office(tmp_path / "soffice", body)))
    steps: list[tuple[float, str]] = []

    def note(fraction: float, words: str) -> None:
        steps.append((fraction, words))
        if "LibreOffice" in words:
            told.touch()

    read_documents([write_deck(tmp_path / "b.pptx")], Into(tmp_path), report=note)
    assert any("LibreOffice" in words for _, words in steps)
    assert [fraction for fraction, _ in steps] == sorted(fraction for fraction, _ in steps)


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(not os.environ.get("STUDIO_REAL_OFFICE"), reason="takes half a minute, and wants LibreOffice")
def test_the_real_libreoffice_draws_the_chart_of_the_right_slide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STUDIO_OFFICE")
    deck, figures = new_deck(), CategoryChartData()
    figures.categories = ["East"]
    figures.add_series("All", (1,))
    for color in (RGBColor(255, 0, 0), RGBColor(0, 0, 255)):
        slide = blank(deck)
        frame = slide.shapes.add_chart(XL_CHART_TYPE.PIE, *px(400, 200, 800, 800), figures)
        fill = frame.chart.plots[0].series[0].points[0].format.fill
        fill.solid()
        fill.fore_color.rgb = color
    deck.slides[0]._element.set("show", "0")
    found = read_documents([saved(deck, tmp_path / "talk.pptx")], Into(tmp_path / "p"))
    assert len(found.scenes) == 1
    (chart,) = found.scenes[0].clips
    assert isinstance(chart, ImageClip)
    picture = QImage(str(tmp_path / "p" / chart.studio.media))
    assert _is_near(_color(picture, 0.45, 0.6), "#0000ff")


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize("body", ["sys.exit(1)", "pass", "pathlib.Path(words[-1]).with_suffix('.pdf').write_text('x')"])
def test_a_libreoffice_that_fails_leaves_placeholders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setenv("STUDIO_OFFICE", str(_office(tmp_path / "soffice", body)))
    found = read_documents([write_deck(tmp_path / "talk.pptx")], Into(tmp_path / "p"))
    assert "Slide 3: chart “Chart 1” became a placeholder." in found.notes


@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_libreoffice_that_hangs_is_ended_when_the_person_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "pid"
    body = f"import os, signal\npathlib.Path({str(seen)!r}).write_text(str(os.getpid()))\nsignal.pause()"
    monkeypatch.setenv("STUDIO_OFFICE", str(_office(tmp_path / "soffice", body)))

    def stop(_fraction: float, words: str) -> None:
        if "LibreOffice" in words and seen.exists() and seen.read_text():
            raise ImportCancelled("Stopped.")

    with pytest.raises(ImportCancelled):
        read_documents([write_deck(tmp_path / "talk.pptx")], Into(tmp_path / "p"), report=stop)
    assert not Path(f"/proc/{seen.read_text()}").exists()
    assert not (tmp_path / "p" / "media").exists()


# --- storyboards ------------------------------------------------------------------------------------------------------


def _project(*scripts: str, orientation: str = "landscape") -> Project:
    scenes = tuple(
        new_scene(script=script, color=_COLORS[n % 3], name=f"Name {n + 1}").changed(scene_idx=n)
        for n, script in enumerate(scripts)
    )
    return new_project(name="Board", orientation=orientation, scenes=scenes)


def _said(project: Project) -> tuple[Said, ...]:
    return untimed(project)


def _pages(content: bytes, folder: Path) -> PdfPages:
    path = folder / "board.pdf"
    path.write_bytes(content)
    return PdfPages(path)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_a_storyboard_has_a_row_with_a_picture_for_each_scene(
    tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    project = _project("One.", "مرحبا بكم", "你好")
    assets = Assets(tmp_path)
    content = storyboard(project, _said(project), assets=assets, paper=paper)  # type: ignore[arg-type]
    with _pages(content, tmp_path) as pages:
        assert pages.count == 1
        assert pages.size_pt(0) == pytest.approx(size, abs=1)
        picture = pages.part(0, Rect(0, 0, 1, 1), width=1200)
    column = [picture.pixelColor(int(1200 * 0.2), y).name() for y in range(picture.height())]
    places = [next(y for y, color in enumerate(column) if _is_near(color, wanted)) for wanted in _COLORS]
    assert places == sorted(places)


@pytest.mark.usefixtures("qapp")
def test_a_long_script_goes_on_over_pages_and_none_of_it_is_lost(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(3000))
    project = _project("Short.", words, "Last.")
    content = storyboard(project, _said(project), assets=Assets(tmp_path))
    with _pages(content, tmp_path) as pages:
        assert pages.count > 3
        said = "".join(pages.text(index) for index in range(pages.count))
    missing = [f"word{n}" for n in range(3000) if f"word{n}" not in said]
    assert missing == []
    assert "Scene 2, continued" in said
    assert f"Page 1 of {pages_of(said)}" in said


def pages_of(said: str) -> str:
    return said.rsplit(" of ", 1)[1].split()[0].strip()


@pytest.mark.usefixtures("qapp")
def test_notes_have_a_column_only_where_there_are_some(tmp_path: Path) -> None:
    project = _project("One.", "Two.")
    with _pages(storyboard(project, _said(project), assets=Assets(tmp_path)), tmp_path) as pages:
        assert "NOTES" not in pages.text(0)
    project = change_scene(project, project.scenes[0].id, studio={"notes": "Camera wide"})
    with _pages(storyboard(project, _said(project), assets=Assets(tmp_path)), tmp_path) as pages:
        assert "NOTES" in pages.text(0)
        assert "Camera wide" in pages.text(0)


@pytest.mark.usefixtures("qapp")
def test_times_are_those_of_the_voices(tmp_path: Path) -> None:
    project = _project("Hello and welcome to the show.", "", "And that was all.")
    services = Services()
    try:
        said = said_in(project, folder=tmp_path, speaker=lambda: services.speaker)
        from studio_gui.render.speaking import speech_of

        spoken = [speech_of(project, scene, speaker=services.speaker).duration_s for scene in project.scenes]
    finally:
        services.close()
    assert said[0].start_s == 0
    assert said[1].start_s == pytest.approx(spoken[0] + 0.3, abs=0.04)
    assert said[2].start_s == pytest.approx(said[1].start_s + 5, abs=0.04)
    assert said[2].cues[0].start_s >= said[2].start_s
    assert said[2].cues[-1].end_s == pytest.approx(said[2].start_s + spoken[2], abs=0.04)
    assert said[1].cues == ()


def _locked_pdf(path: Path) -> Path:
    """A PDF that says it is encrypted, with keys that no empty password opens."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>",
    ]
    content, places = "%PDF-1.4\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{words}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<{'43' * 16}><{'43' * 16}>]>>\nstartxref\n{len(content)}\n%%EOF"
    path.write_text(f"{content}xref\n0 5\n0000000000 65535 f \n{table}{end}", "ascii")
    return path


@pytest.mark.usefixtures("qapp")
def test_a_pdf_with_a_password_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"“l\.pdf” is protected by a password"):
        read_documents([_locked_pdf(tmp_path / "l.pdf")], Into(tmp_path / "p"))
