"""Ready-made packets for frames that do not change, and the numbers in their headers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from av.codec.context import Flags
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from studio_gui.base.paths import user_paths
from studio_gui.render.bitstream import escaped, numbering_of, renumbered, unescaped, units
from studio_gui.render.encoder import StillPacket, VideoShape, VideoTrack, set_up, still_packet
from studio_gui.render.request import LINES, video_size
from studio_gui.render.yuv import YuvPicture

SHAPE = VideoShape(320, 180, 25)


def noise(seed: int) -> VideoFrame:
    """A picture that no still packet could be confused with."""
    planes = np.random.default_rng(seed).integers(16, 235, (SHAPE.height * 3 // 2, SHAPE.width), np.uint8)
    return VideoFrame.from_numpy_buffer(planes, "yuv420p")


def shown(
    steps: list[tuple[int, int]], *, flows: bool = False, skips: bool = True
) -> tuple[list[NDArray[np.uint8]], list[Packet]]:
    """What a decoder shows for (seed, frames held after it) pairs, and the packets."""
    packets: list[Packet] = []
    context = VideoCodecContext.create("libx264", "w")
    set_up(context, SHAPE)
    context.open()
    track = VideoTrack(context, SHAPE, write=packets.extend)
    if not skips:
        track._still = None  # as where the trial shows that the packet does not hold what it promises
    assert (track._still is not None) is skips
    track.begin(flows=flows)
    for seed, held in steps:
        track.show(noise(seed))
        track.hold(held)
    track.close()
    decoder = VideoCodecContext.create("h264", "r")
    decoder.extradata = context.extradata
    pictures = [frame for packet in packets for frame in decoder.decode(packet)] + decoder.decode(None)
    return [picture.to_ndarray() for picture in pictures], packets


def test_held_frames_are_bit_identical_and_changes_between_them_are_shown() -> None:
    steps = [(1, 0), (2, 40), (3, 1), (4, 0), (5, 0), (6, 17), (7, 300), (8, 2)]
    pictures, packets = shown(steps)
    assert [packet.pts for packet in packets] == list(range(len(pictures)))
    at = 0
    for _, held in steps:
        assert all(np.array_equal(pictures[at], other) for other in pictures[at : min(at + 16, at + held + 1)])
        at += held + 1
    assert len(pictures) == at


def test_there_is_a_key_frame_at_least_every_eight_seconds() -> None:
    _, packets = shown([(1, 1000)])
    keys = [packet.pts for packet in packets if packet.is_keyframe]
    assert keys == list(range(0, 1001, 200))


def test_a_key_frame_that_stays_is_the_same_bytes_and_changes_after_it_are_shown() -> None:
    pictures, packets = shown([(1, 450), (2, 30)])
    first, again, later = (bytes(packet) for packet in packets if packet.is_keyframe)
    assert first == again == later
    assert all(np.array_equal(pictures[0], picture) for picture in pictures[:451])
    assert not np.array_equal(pictures[450], pictures[451])
    assert all(np.array_equal(pictures[451], picture) for picture in pictures[451:])
    # What changed since is no key frame: the next one shows the change.
    pictures, packets = shown([(1, 3), (2, 250)])
    first, again = (bytes(packet) for packet in packets if packet.is_keyframe)
    assert first != again
    to_new, to_old = (np.abs(pictures[200].astype(int) - pictures[at].astype(int)).mean() for at in (4, 0))
    assert to_new < to_old / 4


def test_held_frames_cost_next_to_nothing() -> None:
    _, packets = shown([(1, 100)])
    assert sum(packet.size for packet in packets[1:]) < 101 * 60


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 0, 0, 1, 5, 13, 14, 40, 215]), min_size=1, max_size=14))
def test_where_pictures_flow_each_is_shown_in_its_time_and_what_stays_long_costs_next_to_nothing(
    held: list[int],
) -> None:
    pictures, packets = shown([*enumerate(held)], flows=True)
    assert [packet.pts for packet in packets] == list(range(sum(held) + len(held)))
    assert len(pictures) == len(packets)
    assert packets[0].is_keyframe
    keys = [packet.pts or 0 for packet in packets if packet.is_keyframe]
    assert max(np.diff([*keys, len(packets)])) <= 200
    sources = [noise(seed).to_ndarray().astype(int) for seed in range(len(held))]
    at = 0
    for seed, stays in enumerate(held):
        for picture in pictures[at : at + stays + 1]:
            assert min(range(len(held)), key=lambda other: np.abs(picture.astype(int) - sources[other]).mean()) == seed
        end = at + stays + 1
        if stays > 12:
            assert all(np.array_equal(picture, pictures[at + 13]) for picture in pictures[at + 13 : min(end, 200)])
            assert max((packet.size for packet in packets[at + 14 : end] if not packet.is_keyframe), default=0) < 60
        at = end


@pytest.mark.parametrize("flows", [False, True])
def test_where_there_is_no_ready_made_packet_what_stays_is_no_row_of_key_frames(flows: bool) -> None:
    pictures, packets = shown([(1, 0), (2, 0), (3, 240)], flows=flows, skips=False)
    assert len(pictures) == len(packets) == 243
    assert [packet.pts for packet in packets if packet.is_keyframe] == [0, 200]


@pytest.mark.parametrize("stage", [(1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("resolution", LINES)
def test_scenes_that_flow_and_others_fit_into_one_file_at_every_size(resolution: str, stage: tuple[int, int]) -> None:
    shape = VideoShape(*video_size(resolution, stage), 30)
    parameters = []
    for flows in (False, True):
        context = VideoCodecContext.create("libx264", "w")
        set_up(context, shape, flows=flows)
        context.open()
        parameters.append(bytes(context.extradata or b""))
    assert parameters[0] == parameters[1]
    assert numbering_of(parameters[0]) is not None


@pytest.mark.parametrize("stage", [(1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("resolution", LINES)
def test_every_size_has_its_ready_made_packet(resolution: str, stage: tuple[int, int]) -> None:
    assert still_packet(VideoShape(*video_size(resolution, stage), 30)) is not None


def test_a_stream_that_numbers_otherwise_is_not_touched() -> None:
    context = VideoCodecContext.create("libx264", "w")
    set_up(context, SHAPE)
    context.flags |= Flags.global_header
    context.options = {"x264-params": "bframes=2"}
    context.open()
    assert numbering_of(bytes(context.extradata or b"")) is None
    assert numbering_of(b"") is None


@given(st.binary(max_size=60))
def test_escaping_is_undone_by_its_reverse(payload: bytes) -> None:
    payload += b"\x80"  # a NAL unit never ends in zero
    assert unescaped(escaped(payload)) == payload
    assert b"\x00\x00\x00" not in escaped(payload)
    assert b"\x00\x00\x01" not in escaped(payload)


def test_renumbering_changes_only_the_number() -> None:
    still = still_packet(SHAPE)
    assert still is not None
    for number in range(16):
        other = renumbered(still.data, number, still.numbering)
        assert renumbered(other, 1, still.numbering) == renumbered(still.data, 1, still.numbering)
        assert len(list(units(other))) == len(list(units(still.data)))


def test_converting_only_what_changed_gives_the_same_picture() -> None:
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    parts, whole = YuvPicture(320, 180), YuvPicture(320, 180)
    parts.update(image)
    for rect in (QRect(37, 21, 50, 33), QRect(0, 0, 1, 1), QRect(300, 170, 40, 40), QRect(-20, -20, 400, 400)):
        painter = QPainter(image)
        painter.fillRect(rect, QColor.fromHsv(rect.width() % 360, 200, 220))
        painter.end()
        difference = parts.update(image, rect).to_ndarray().astype(int) - whole.update(image).to_ndarray()
        assert np.abs(difference).max() <= 1  # colours at the rim are rounded without their neighbours


@pytest.mark.parametrize("color", [(192, 32, 64), (255, 255, 255), (0, 0, 0), (10, 200, 30)])
def test_colours_are_bt709_limited(color: tuple[int, int, int]) -> None:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor(*color))
    planes = YuvPicture(64, 64).update(image).to_ndarray()
    red, green, blue = color
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    wanted = (16 + luma * 219 / 255, 128 + (blue - luma) / 1.8556 * 224 / 255, 128 + (red - luma) / 1.5748 * 224 / 255)
    assert np.allclose((planes[0, 0], planes[64, 0], planes[-1, 0]), wanted, atol=1.1)


@pytest.mark.parametrize("size", [(480, 854), (854, 480), (1080, 1920)])
def test_colours_stay_on_their_shapes_whatever_the_height(size: tuple[int, int]) -> None:
    width, height = size
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    for top in range(0, height - 64, 128):
        painter.fillRect(width // 4, top, width // 4, 64, QColor("#2040C0"))
    painter.end()
    picture = YuvPicture(width, height)
    picture.update(image)
    part = picture.update(image, QRect(0, 0, 16, 16))
    assert (part.width, part.height) == size
    shown = part.reformat(format="rgb24").to_ndarray()
    at = width * 3 // 8
    for top in range(0, height - 64, 128):
        # Well inside the blue and well inside the white: shifted colours would tint the first rows of each.
        assert shown[top + 3, at][2] > shown[top + 3, at][0] + 60
        assert shown[top + 67, at].min() > 235


def test_the_packet_that_holds_is_made_once_on_a_computer_and_again_when_its_file_is_damaged() -> None:
    shape = VideoShape(322, 242, 25)
    made = _made_anew(shape)
    files = sorted((user_paths().cache / "encoder").rglob("*.segment"))
    assert len(files) == 1
    before = files[0].stat().st_ino
    assert _made_anew(shape) == made
    assert files[0].stat().st_ino == before  # it was read, not written again
    content = bytearray(files[0].read_bytes())
    content[len(content) // 2] ^= 0x55
    files[0].write_bytes(content)
    assert _made_anew(shape) == made
    assert files[0].read_bytes() != content  # it was made again


def test_a_cache_that_cannot_be_written_only_has_the_packet_made_each_time(studio_home: Path) -> None:
    studio_home.mkdir()
    (studio_home / "cache").write_text("in the way")
    assert _made_anew(VideoShape(324, 242, 25)) == _made_anew(VideoShape(324, 242, 25))


def _made_anew(shape: VideoShape) -> StillPacket:
    """As another process would find it."""
    still_packet.cache_clear()
    still = still_packet(shape)
    assert still is not None
    return still
