"""The process that speaks with espeak NG: JSON lines come in, a JSON line and raw samples go out.

Run as ``python -m studio_gui.speech.espeak_worker``. The program never imports this module: espeak NG is GPL-3, so
it works beside the program and not inside it, and when it crashes on a text only this process is lost.
Every request is one line: ``{"do": "say", "text", "voice", "rate", "pitch", "range", "max_seconds"}`` or
``{"do": "voices"}``. Every answer is one line with ``bytes`` naming how many bytes of samples (int16, little endian,
mono) follow it, or with ``error`` (``missing``, ``broken``, ``voice`` or ``long``) and ``detail``.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any

from studio_gui.speech.answering import Answer, Refused, Request, answer_requests
from studio_gui.speech.kana import reading

# Names and numbers of the library's public header, speak_lib.h (revision 12).
_SYNCHRONOUS, _DONT_EXIT, _UTF8, _BY_CHARACTER = 2, 0x8000, 1, 1
_RATE, _PITCH, _RANGE = 1, 3, 4
_WORD = 1
_BUFFER_MS = 1000


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("unused", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Library:
    """The loaded library, set up to hand over samples instead of playing them.

    Its oscillators go on from where the last text left them, so the same words said twice differ by a few samples;
    nobody hears it, and whoever needs the very same sound keeps it.
    """

    def __init__(self) -> None:
        try:
            import espeakng_loader

            path, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
            self._lib = ctypes.CDLL(str(path))
        except (ImportError, OSError) as error:
            raise Refused("missing", repr(error)) from error
        # The library keeps its data path in 160 bytes: from inside the folder even a very long path is short.
        os.chdir(os.path.dirname(data))
        self.rate = int(self._lib.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, b".", _DONT_EXIT))
        if self.rate <= 0:
            raise Refused("broken", f"espeak_Initialize gave {self.rate} for {data}")
        self._samples = bytearray()
        self._marks: list[tuple[int, int, int]] = []
        self._limit = 0
        self._heard = _Heard(self._on_sound)
        self._lib.espeak_SetSynthCallback(self._heard)
        self._lib.espeak_Synth.argtypes = (
            *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
            *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
        )
        self._lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        self._lib.espeak_ListVoices.argtypes = (ctypes.c_void_p,)
        self._files = self._list_voices()

    def _on_sound(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._samples += ctypes.string_at(samples, count * 2)
        index = 0
        while events[index].type:
            event = events[index]
            if event.type == _WORD:
                self._marks.append((event.sample, event.text_position - 1, event.length))
            index += 1
        return int(len(self._samples) > self._limit)

    def say(self, request: Request) -> Answer:
        """Speak one text; raises Refused for an unknown voice or a sound over ``max_seconds``."""
        tag, _, variant = request["voice"].partition("+")
        # By its tag alone the library finds some voices (fr-fr) only as long as no variant follows.
        name = self._files.get(tag, tag) + (f"+{variant}" if variant else "")
        if self._lib.espeak_SetVoiceByName(name.encode()) != 0:
            raise Refused("voice", request["voice"])
        for parameter, key in ((_RATE, "rate"), (_PITCH, "pitch"), (_RANGE, "range")):
            self._lib.espeak_SetParameter(parameter, int(request[key]), 0)
        self._samples, self._marks = bytearray(), []
        self._limit = int(request["max_seconds"] * self.rate) * 2
        spoken, places = reading(request["text"]) if tag == "ja" else (request["text"], None)
        text = spoken.encode("utf-8", "replace")
        code = self._lib.espeak_Synth(text, len(text) + 1, 0, _BY_CHARACTER, 0, _UTF8, None, None)
        if len(self._samples) > self._limit:
            raise Refused("long", str(len(self._samples)))
        if code != 0:
            raise Refused("broken", f"espeak_Synth gave {code}")
        marks = self._marks if places is None else _moved(self._marks, places)
        return {"rate": self.rate, "marks": marks}, bytes(self._samples)

    def voices(self) -> Answer:
        """The language tags the library can speak and its version."""
        self._lib.espeak_Info.restype = ctypes.c_char_p
        return {"tags": list(self._files), "version": self._lib.espeak_Info(None).decode()}, b""

    def _list_voices(self) -> dict[str, str]:
        """The voice file of each language tag."""
        found: dict[str, str] = {}
        index, listed = 0, self._lib.espeak_ListVoices(None)
        while listed[index]:
            voice = listed[index].contents
            # One byte of priority, then the tag: the first language is the one the voice is made for.
            found.setdefault(voice.languages[1:].decode(), voice.identifier.decode())
            index += 1
        return found


def _moved(marks: list[tuple[int, int, int]], places: list[int]) -> list[tuple[int, int, int]]:
    """Marks in the kana as marks in the text that was given."""
    last = len(places) - 1
    moved = []
    for sample, offset, length in marks:
        start = places[min(max(0, offset), last)]
        end = places[min(max(0, offset) + length, last)]
        moved.append((sample, start, max(1, end - start)))
    return moved


def main() -> None:
    """Answer until the program closes its end; the library is loaded with the first request."""
    loaded: list[Library] = []

    def answer(request: Request) -> Answer:
        if not loaded:
            loaded.append(Library())
        return loaded[0].say(request) if request["do"] == "say" else loaded[0].voices()

    answer_requests(answer)


if __name__ == "__main__":
    main()
