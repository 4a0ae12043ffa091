"""What the system must bring on Linux: libraries Qt is linked to, fonts, and programs the tests use."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bootstrap_steps.console import Progress, SetupError, say


class Need(NamedTuple):
    """One thing Qt looks for, and the package it comes in: Debian and Ubuntu, and Arch."""

    name: str
    debian: str
    arch: str


LIBRARIES = (
    Need("libGL.so.1", "libgl1", "libglvnd"),
    Need("libEGL.so.1", "libegl1", "libglvnd"),
    Need("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5"),
    Need("libpulse.so.0", "libpulse0", "libpulse"),
    Need("libXrandr.so.2", "libxrandr2", "libxrandr"),
)
WINDOW_LIBRARIES = (
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Need("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
)
# What a file name of a font may contain, in small letters, for the writing to count as covered.
FONTS = (
    (
        ("notosans-", "notosans[", "dejavusans", "liberationsans", "cantarell", "ubuntu"),
        "fonts-noto-core",
        "noto-fonts",
    ),
    (("cjk", "wqy", "sourcehan", "droidsansfallback", "ipag", "takao"), "fonts-noto-cjk", "noto-fonts-cjk"),
    (("emoji",), "fonts-noto-color-emoji", "noto-fonts-emoji"),
)
TEST_PROGRAMS = (
    Need("Xvfb", "xvfb", "xorg-server-xvfb"),
    Need("xdotool", "xdotool", "xdotool"),
    Need("ffmpeg", "ffmpeg", "ffmpeg"),
)


def prepare_system(*, with_window: bool, with_test_programs: bool) -> None:
    """Sees to the libraries, fonts and programs on Linux; elsewhere Qt brings its own.

    Installs what is missing where it may (Debian and Ubuntu, as root). Raises SetupError with the line to type where
    a library is missing and it may not; fonts and test programs are asked for, and done without.
    """
    if not sys.platform.startswith("linux"):
        return
    libraries = missing_libraries(LIBRARIES + (WINDOW_LIBRARIES if with_window or _may_install() else ()))
    programs = [p for p in TEST_PROGRAMS if with_test_programs and shutil.which(p.name) is None]
    wanted = [*libraries, *missing_fonts(), *programs]
    if wanted and _may_install():
        _apt_install(sorted({n.debian for n in wanted}))
        libraries = missing_libraries(libraries)
        wanted = [*libraries, *missing_fonts(), *(p for p in programs if shutil.which(p.name) is None)]
    if libraries:
        raise SetupError(
            f"Qt needs libraries that this system lacks: {', '.join(n.name for n in libraries)}.",
            f"Type this, and then the same command again:\n  {install_line(wanted)}",
        )
    if wanted:
        say(f"Not installed, and done without: {', '.join(n.name for n in wanted)}. To have them, type:")
        say(f"  {install_line(wanted)}")


def missing_libraries(libraries: Iterable[Need]) -> list[Need]:
    """Those of the libraries that the loader of this system would not find."""
    known = _known_libraries()
    return [n for n in libraries if n.name not in known and not _loads(n.name)]


def missing_fonts() -> list[Need]:
    """The font packages for writings that no font here covers: Latin, CJK, emoji."""
    names = list(_font_files())
    return [
        Need(debian, debian, arch)
        for marks, debian, arch in FONTS
        if not any(mark in name for name in names for mark in marks)
    ]


def install_line(needs: Iterable[Need]) -> str:
    """The one line that installs all this, for the package tool that is here."""
    needs = list(needs)
    if shutil.which("apt-get"):
        return "sudo apt-get install -y " + " ".join(sorted({n.debian for n in needs}))
    if shutil.which("pacman"):
        return "sudo pacman -S --needed " + " ".join(sorted({n.arch for n in needs}))
    # dnf and zypper find a package by the library in it, so the names of the packages need not be known.
    names = sorted(f"'{n.name}()(64bit)'" if ".so." in n.name else _fedora_name(n) for n in needs)
    return f"sudo {'zypper' if shutil.which('zypper') else 'dnf'} install -y " + " ".join(names)


def install_venv_module() -> None:
    """Debian and Ubuntu leave out of Python what makes environments; brings it, or says how to."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if _may_install():
        _apt_install([package])
        importlib.invalidate_caches()
        if importlib.util.find_spec("ensurepip"):
            return
    raise SetupError(
        "This Python came without the module that makes virtual environments.",
        f"Type this, and then the same command again:\n  sudo apt-get install -y {package}",
    )


def _fedora_name(need: Need) -> str:
    names = {
        "Xvfb": "xorg-x11-server-Xvfb",
        "fonts-noto-core": "google-noto-sans-fonts",
        "fonts-noto-cjk": "google-noto-sans-cjk-fonts",
        "fonts-noto-color-emoji": "google-noto-color-emoji-fonts",
    }
    return names.get(need.name, need.name)


def _known_libraries() -> set[str]:
    """The names in the cache of the loader, which is quicker to ask than the loader itself."""
    for program in ("/sbin/ldconfig", "/usr/sbin/ldconfig"):
        if os.access(program, os.X_OK):
            listing = subprocess.run([program, "-p"], capture_output=True, text=True, check=False).stdout
            return {line.split()[0] for line in listing.splitlines() if "=>" in line}
    return set()


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _font_files() -> Iterable[str]:
    home = Path.home()
    for folder in (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        home / ".local/share/fonts",
    ):
        for _, _, files in os.walk(folder):
            yield from (name.lower() for name in files if name.lower().endswith((".ttf", ".otf", ".ttc")))


def _may_install() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _apt_install(names: list[str]) -> None:
    """Installs Debian packages, fetching the lists first only where there are none or they are out of date."""
    say(f"Installing from the system's packages: {' '.join(names)}")
    if any(Path("/var/lib/apt/lists").glob("*_Packages*")) and _apt("install", *names):
        return
    _apt("update")
    if not _apt("install", *names):
        say("The system's packages could not all be installed.")


def _apt(verb: str, *names: str) -> bool:
    options = ["-q", "-y", "--no-install-recommends"] if verb == "install" else ["-q"]
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    progress = Progress("System packages" if verb == "install" else "Lists of packages", total=max(1, len(names)))
    with subprocess.Popen(
        ["apt-get", verb, *options, *names],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=settings,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            word, _, rest = line.partition(" ")
            if word == "Setting" and rest.removeprefix("up ").split(":")[0].split(" ")[0] in names:
                progress.step(rest.strip())
            elif word.startswith(("Get", "Unpacking")):
                progress.show(line.strip()[:60])
    if process.returncode == 0:
        progress.finish()
        return True
    progress.give_up()
    return False
