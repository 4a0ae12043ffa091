"""Whether finished films play and seek where people watch them: ffprobe, Chromium without a window, Qt Multimedia.

On demand (Debian: ``apt-get install ffmpeg chromium``): ``python tests/benchmarks/render/playing.py``. A film whose scenes have
colours of their own is made in every format such a player takes; each player jumps to the middle of each scene, forth and
back, and must show its colour; then it plays, and its clock must go on.
"""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

COLORS = ("#c02020", "#20a030", "#2030c0", "#d0c020", "#707070")
ORDER = (3, 0, 4, 1, 2)
SECONDS = 6
FORMATS = ("mp4", "av1", "webm")
PAGE = """<!doctype html><meta charset="utf-8"><video id="v" muted playsinline></video><script>
const video = document.getElementById("v"), canvas = new OffscreenCanvas(64, 36), pen = canvas.getContext("2d");
const heard = (name) => new Promise((done, failed) => {
  video.addEventListener(name, done, {once: true}); video.addEventListener("error", () => failed(video.error.message), {once: true}); });
async function one(url) {
  video.src = url; await heard("loadeddata");
  const colors = [];
  for (const scene of ORDER) {
    video.currentTime = (scene + 0.5) * SECONDS; await heard("seeked");
    pen.drawImage(video, 0, 0, 64, 36); colors.push([...pen.getImageData(2, 2, 1, 1).data.slice(0, 3)]);
  }
  video.currentTime = 0; await heard("seeked"); await video.play();
  await new Promise((done) => setTimeout(done, 1500));
  return {colors, length: video.duration, played: video.currentTime};
}
(async () => { const said = {};
  for (const url of FILES) { try { said[url] = await one(url); } catch (error) { said[url] = {error: String(error)}; } }
  await fetch("/said", {method: "POST", body: JSON.stringify(said)}); })();
</script>"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the page and the films, also parts of them, and takes what the page says."""

    def __init__(self, *args, folder: Path, heard, **kwargs) -> None:
        self._heard = heard
        super().__init__(*args, directory=str(folder), **kwargs)

    def do_GET(self) -> None:
        wanted = re.match(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if wanted is None or not path.is_file():
            super().do_GET()
            return
        data = path.read_bytes()
        first, last = int(wanted[1]), min(int(wanted[2] or len(data) - 1), len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        self.wfile.write(data[first : last + 1])

    def do_POST(self) -> None:
        self._heard(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


def _chromium(folder: Path, names: list[str]) -> dict[str, dict]:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return {}
    found: list[dict] = []
    is_done = threading.Event()

    def heard(said: dict) -> None:
        found.append(said)
        is_done.set()

    page = PAGE.replace("ORDER", str(list(ORDER))).replace("SECONDS", str(SECONDS)).replace("FILES", json.dumps(names))
    (folder / "page.html").write_text(page)
    handler = partial(_Handler, folder=folder, heard=heard)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, tempfile.TemporaryDirectory() as profile:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                   "--autoplay-policy=no-user-gesture-required", f"http://127.0.0.1:{server.server_port}/page.html"]  # fmt: skip
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            is_done.wait(180)
        finally:
            process.terminate()
            process.wait(timeout=20)
            server.shutdown()
    return found[0] if found else {name: {"error": "no answer within three minutes"} for name in names}


def _qt(file: Path) -> dict:
    from PySide6.QtCore import QEventLoop, QTimer, QUrl
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

    player, sink, seen = QMediaPlayer(), QVideoSink(), []
    player.setVideoSink(sink)

    def wait(seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def shown(frame: QVideoFrame) -> None:
        seen.append(frame.toImage().pixelColor(5, 5).getRgb()[:3])

    sink.videoFrameChanged.connect(shown)
    player.setSource(QUrl.fromLocalFile(str(file)))
    player.pause()
    wait(1.0)
    colors = []
    for scene in ORDER:
        player.setPosition(int((scene + 0.5) * SECONDS * 1000))
        wait(0.8)
        colors.append(seen[-1] if seen else (0, 0, 0))
    player.setPosition(0)
    player.play()
    wait(1.5)
    said = {"colors": colors, "length": player.duration() / 1000, "played": player.position() / 1000}
    player.stop()
    return said


def _apart(color: str, seen: list[int]) -> int:
    """Qt's own conversion to pictures takes another matrix, so colours are only nearly right there."""
    return max(abs(int(color[at : at + 2], 16) - part) for at, part in zip((1, 3, 5), seen, strict=True))


def _trouble(said: dict) -> str:
    if "error" in said:
        return str(said["error"])
    for scene, color in zip(ORDER, said["colors"], strict=True):
        nearest = min(range(len(COLORS)), key=lambda each: _apart(COLORS[each], color))
        if nearest != scene or _apart(COLORS[scene], color) > 30:
            return f"scene {scene + 1} is {color} instead of {COLORS[scene]}"
    if abs(said["length"] - SECONDS * len(COLORS)) > 0.1:
        return f"it is {said['length']} s long"
    return "" if 0.5 < said["played"] < 3 else f"after 1.5 s it is at {said['played']} s"


def main() -> int:
    """Print what each player says of each film; 1 when one of them complains."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from studio_gui.render.formats import FORMATS as TABLE
    from studio_gui.render.movie import render_movie
    from studio_gui.render.request import RenderRequest
    from tests.ui.render import films

    troubles = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["STUDIO_HOME"] = str(folder / "home")
        film = films.project_of(*(films.still_scene(seconds=SECONDS, color=color) for color in COLORS))
        files = [folder / f"{each}{TABLE[each].suffix}" for each in FORMATS]
        for form, file in zip(FORMATS, files, strict=True):
            render_movie(RenderRequest(film, None, file, "480", 25, form))
        answers = {("Chromium", each): said for each, said in _chromium(folder, [file.name for file in files]).items()}
        # Qt's player has no decoder for AV1 without help of the graphics card.
        answers |= {("Qt Multimedia", file.name): _qt(file) for file in files if file.name != "av1.mp4"}
        for (player, each), said in answers.items():
            trouble = _trouble(said)
            troubles += bool(trouble)
            print(f"{player:14} {each:10} {trouble or 'plays and seeks'}", flush=True)
        for file in files:
            begun = time.perf_counter()
            probe = ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", str(file)]
            answer = subprocess.run(probe, capture_output=True, text=True)
            frames = [each.get("nb_read_frames") for each in json.loads(answer.stdout)["streams"]]
            is_good = not answer.stderr and str(25 * SECONDS * len(COLORS)) in frames
            troubles += not is_good
            words = "valid" if is_good else answer.stderr or str(frames)
            print(f"ffprobe        {file.name:10} {words} ({time.perf_counter() - begun:.1f} s)", flush=True)
    return int(bool(troubles))


if __name__ == "__main__":
    sys.exit(main())
