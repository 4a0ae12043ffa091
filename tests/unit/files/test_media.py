"""Media are known by their content, kept once, and never leave the project's folder."""

from __future__ import annotations

import contextlib
import os
import struct
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_gui.base.errors import MediaError, TargetError
from studio_gui.base.media import MediaFiles, resolve
from studio_gui.base.media_names import kind_by_name
from studio_gui.base.paths import resource
from studio_gui.files.media import MediaFolder
from studio_gui.files.portable.listing import kind_of as listed_kind
from studio_gui.files.probing import probe
from tests.unit.jobs.film import write_film


def _picture(path: Path, *, codec: str = "png", form: str = "rgb24", size: tuple[int, int] = (50, 30)) -> Path:
    with av.open(str(path), "w", format="image2") as container:
        stream = container.add_stream(codec)
        stream.width, stream.height = size
        stream.pix_fmt = form
        frame = av.VideoFrame.from_ndarray(np.full((size[1], size[0], 3), 90, np.uint8), format="rgb24")
        container.mux(stream.encode(frame.reformat(format=form)))
        container.mux(stream.encode(None))
    return path


def _sound(path: Path, *, codec: str, seconds: int = 1) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=48000)
        stream.layout = "mono"
        samples = np.zeros((1, 48000 * seconds), np.float32 if codec != "pcm_s16le" else np.int16)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp" if codec != "pcm_s16le" else "s16", layout="mono")
        frame.sample_rate = 48000
        resampler = av.AudioResampler(stream.format, "mono", 48000, frame_size=stream.frame_size or None)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("codec", "form", "suffix"), [("png", "rgb24", ".png"), ("mjpeg", "yuvj420p", ".jpg"), ("bmp", "bgr24", ".bmp")]
)
def test_pictures_are_known_by_their_content(tmp_path: Path, codec: str, form: str, suffix: str) -> None:
    named = _picture(tmp_path / f"a{suffix}", codec=codec, form=form).rename(tmp_path / "invoice.mp3")
    facts = probe(named)
    assert (facts.kind, facts.suffix, facts.width, facts.height) == ("picture", suffix, 50, 30)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80px"/>', (120, 80)),
        ('<?xml version="1.0"?>\n<!-- hi -->\n<svg viewBox="0 0 300.4 200"><rect/></svg>', (300, 200)),
        ('<svg width="100%" height="100%" viewBox="-5 -5 40 20"/>', (40, 20)),
        ("<svg/>", (300, 150)),
        ('<svg width="210mm" height="297mm"/>', (794, 1123)),
        ('<svg width="6pt" height="3pc"/>', (8, 48)),
        ('<svg width="0.5in" height="2.54cm" viewBox="0 0 5 10"/>', (48, 96)),
    ],
)
def test_drawings_have_a_size(tmp_path: Path, head: str, size: tuple[int, int]) -> None:
    (tmp_path / "a.svg").write_text(head)
    facts = probe(tmp_path / "a.svg")
    assert (facts.kind, facts.width, facts.height) == ("picture", *size)


@pytest.mark.parametrize(
    ("form", "codec", "suffix"),
    [
        ("mpegts", "mpeg2video", ".ts"),
        ("asf", "wmv2", ".wmv"),
        ("mpeg", "mpeg2video", ".mpg"),
        ("flv", "flv1", ".flv"),
        ("ogg", "libvpx", ".ogv"),
    ],
)
def test_a_film_of_any_form_is_one_by_its_name_in_the_project(
    tmp_path: Path, form: str, codec: str, suffix: str
) -> None:
    write_film(tmp_path / "called otherwise.mp3", frames=100, codec=codec, form=form)
    ref, facts = MediaFolder(tmp_path).add_with_facts(tmp_path / "called otherwise.mp3")
    assert (facts.kind, facts.suffix, Path(ref).suffix) == ("video", suffix, suffix)
    assert kind_by_name(ref) == "video"
    assert listed_kind(ref) == "video"


def test_a_sound_in_a_container_of_films_is_a_sound(tmp_path: Path) -> None:
    _sound(tmp_path / "a.mka", codec="libopus")
    for name in ("a.mkv", "a.webm"):
        named = (tmp_path / "a.mka").rename(tmp_path / name)
        assert (probe(named).kind, probe(named).suffix) == ("audio", ".mka")
        named.rename(tmp_path / "a.mka")


def test_films_and_sounds_have_a_length(tmp_path: Path) -> None:
    write_film(tmp_path / "a.part", frames=50)
    film = probe(tmp_path / "a.part")
    assert (film.kind, film.suffix, film.width, film.has_sound) == ("video", ".mp4", 32, False)
    assert film.duration_s == pytest.approx(2, abs=0.05)
    for name, codec in (("a.wav", "pcm_s16le"), ("a.m4a", "aac")):
        sound = probe(_sound(tmp_path / name, codec=codec))
        assert (sound.kind, sound.suffix) == ("audio", Path(name).suffix)
        assert sound.duration_s == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"<html><body>no</body></html>", b"\x89PNG\r\n\x1a\n" + bytes(40), b"<svg", bytes(9999)]
)
def test_what_is_no_media_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(MediaError, match=r"“a\.png”"):
        probe(tmp_path / "a.png")


@given(st.binary(max_size=300))
def test_any_bytes_are_media_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a"
    path.write_bytes(content)
    with contextlib.suppress(MediaError):
        assert probe(path).suffix


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "P")
    first = folder.add(_picture(tmp_path / "one.png"))
    assert first == folder.add(_picture(tmp_path / "two.png"))
    assert first.startswith("media/")
    assert len(list(folder.folder.iterdir())) == 1
    assert folder.path(first).is_file()


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "P").write_text("a file")
    with pytest.raises(TargetError):
        MediaFolder(tmp_path / "P").add(_picture(tmp_path / "one.png"))


def test_media_are_brought_along_from_another_project(tmp_path: Path) -> None:
    ref = MediaFolder(tmp_path / "A").add(_picture(tmp_path / "one.png"))
    other = MediaFolder(tmp_path / "B")
    assert other.adopt(ref, tmp_path / "A") == ref
    assert other.path(ref).is_file()
    assert other.adopt("builtin:backgrounds/x.svg", tmp_path / "A") == "builtin:backgrounds/x.svg"
    with pytest.raises(MediaError, match="missing from the other project"):
        other.adopt("media/0000000000000000.png", tmp_path / "A")


@pytest.mark.parametrize(
    "ref",
    ["media/../secret.png", "media/../../secret.png", "../secret.png", "secret.png", "/etc/passwd", "media/", "",
     "media/a/../../secret.png", "builtin:../pyproject.toml", "builtin:/etc/passwd", "builtin:", "media/..", "media\\a.png"],
)  # fmt: skip
def test_no_reference_leads_out_of_the_project(tmp_path: Path, ref: str) -> None:
    (tmp_path / "P" / "media").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "P" / "secret.png").write_bytes(b"x")
    assert resolve(ref, tmp_path / "P") is None


@pytest.mark.skipif(os.name == "nt", reason="only administrators make links there")
@pytest.mark.parametrize(("target", "is_media"), [("a.png", True), ("../../secret.png", False)])
def test_a_link_is_media_as_long_as_it_stays_in_the_project(tmp_path: Path, target: str, is_media: bool) -> None:
    media = tmp_path / "P" / "media"
    media.mkdir(parents=True)
    _picture(media / "a.png")
    _picture(tmp_path / "secret.png")
    (media / "link.png").symlink_to(target)
    for found in (resolve("media/link.png", tmp_path / "P"), MediaFiles(tmp_path / "P").path_of("media/link.png")):
        assert (found is not None) == is_media


def test_files_that_ship_with_the_program_are_found() -> None:
    found = next(resource("backgrounds").glob("*.svg"))
    assert resolve(f"builtin:backgrounds/{found.name}", None) == found


def test_a_photograph_held_sideways_is_measured_upright(tmp_path: Path) -> None:
    plain = _picture(tmp_path / "a.jpg", codec="mjpeg", form="yuvj420p").read_bytes()
    turned_right = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    note = b"Exif\0\0" + turned_right
    (tmp_path / "b.jpg").write_bytes(plain[:2] + b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note + plain[2:])
    facts = probe(tmp_path / "b.jpg")
    assert (facts.kind, facts.width, facts.height) == ("picture", 30, 50)


def test_a_folder_that_may_not_be_changed_is_left_by_saving_the_project_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = _picture(tmp_path / "logo.png")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(TargetError) as caught:
        MediaFolder(tmp_path / "Theirs").add(picture)
    assert "Save the project in another place first" in caught.value.hint
    assert list((tmp_path / "Theirs" / "media").iterdir()) == [], "nothing half is left behind"


def test_a_still_that_only_films_are_read_like_is_refused(tmp_path: Path) -> None:
    write_film(tmp_path / "a.avif", frames=1, form="avif", codec="libsvtav1")
    with pytest.raises(MediaError, match="is a picture of a kind that is not read here"):
        probe(tmp_path / "a.avif")


@pytest.mark.parametrize("name", ["a.psd", "a.pcx", "a.qoi", "a.ppm.pam"])
def test_a_picture_that_the_painters_do_not_read_is_refused(tmp_path: Path, name: str) -> None:
    """A file of Photoshop came in, was a stand-in for ever, and went out to the service as it was."""
    codec = {"a.pcx": "pcx", "a.qoi": "qoi", "a.ppm.pam": "pam"}.get(name)
    if codec is None:
        head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 30, 50, 8, 3) + bytes(12) + bytes(2)
        (tmp_path / name).write_bytes(head + bytes(3 * 30 * 50))
    else:
        _picture(tmp_path / name, codec=codec, form="rgb24")
    with pytest.raises(MediaError, match="is a picture of a kind that is not read here") as caught:
        probe(tmp_path / name)
    assert caught.value.hint == "Save it as JPEG or PNG."


def test_an_icon_is_a_picture(tmp_path: Path) -> None:
    """It was a video of no length."""
    png = _picture(tmp_path / "b.png", codec="png", form="rgba").read_bytes()
    entry = struct.pack("<BBBBHHII", 50, 30, 0, 0, 1, 32, len(png), 22)
    (tmp_path / "a.ico").write_bytes(struct.pack("<HHH", 0, 1, 1) + entry + png)
    facts = probe(tmp_path / "a.ico")
    assert (facts.kind, facts.suffix, facts.width, facts.height) == ("picture", ".ico", 50, 30)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_a_moving_webp_without_its_end_is_refused(tmp_path: Path, share: float) -> None:
    """Nothing of it can be shown."""
    whole = bytearray(b"RIFF" + struct.pack("<I", 4 + 18 + 200) + b"WEBPVP8X" + struct.pack("<IB3x", 10, 2))
    whole += (49).to_bytes(3, "little") + (29).to_bytes(3, "little") + bytes(200)
    (tmp_path / "whole.webp").write_bytes(whole)
    assert (probe(tmp_path / "whole.webp").width, probe(tmp_path / "whole.webp").height) == (50, 30)
    (tmp_path / "a.webp").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(MediaError):
        probe(tmp_path / "a.webp")
