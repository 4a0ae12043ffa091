"""A screen reader in small: it finds the program on the accessibility bus, reads the layers and listens.

Run inside a session bus of its own (``dbus-run-session``) and on a display; it answers with one line of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
HEARD = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
PATIENCE_S = 40


class Reader:
    """Speaks with the accessibility bus."""

    def __init__(self) -> None:
        session = open_dbus_connection(bus="SESSION")
        service = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = session.send_and_get_reply(new_method_call(service, "GetAddress")).body
        status = Properties(service.with_interface("org.a11y.Status"))
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            session.send_and_get_reply(status.set(name, "b", True))
        self._bus: DBusConnection = open_dbus_connection(bus=address)
        place = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
        self._bus.send_and_get_reply(new_method_call(place, "RegisterEvent", "s", ("object:announcement",)))
        self._bus.send_and_get_reply(message_bus.AddMatch(HEARD))

    def call(self, who: tuple[str, str], method: str, signature: str | None = None, *values: object) -> Any:
        """The first answer of a method of an object, which is (bus name, path)."""
        place = DBusAddress(who[1], who[0], ACCESSIBLE)
        return self._bus.send_and_get_reply(new_method_call(place, method, signature, values)).body[0]

    def of(self, who: tuple[str, str], name: str) -> Any:
        """A property of an object."""
        place = Properties(DBusAddress(who[1], who[0], ACCESSIBLE))
        return self._bus.send_and_get_reply(place.get(name)).body[0][1]

    def find(self, who: tuple[str, str], role: str, name: str) -> tuple[str, str] | None:
        """The first object below another with this role and name."""
        if self.call(who, "GetRoleName") == role and self.of(who, "Name") == name:
            return who
        found = (self.find(kid, role, name) for kid in self.call(who, "GetChildren"))
        return next((one for one in found if one is not None), None)

    def layers(self) -> list[list[str]]:
        """Role, name and description of every row of the layers; empty while they are not there."""
        tree = None
        for program in self.call((REGISTRY, ROOT), "GetChildren"):
            tree = tree or self.find(program, "tree", "Layers")
        if tree is None:
            return []
        rows = [self.call(tree, "GetChildAtIndex", "i", at) for at in range(self.of(tree, "ChildCount"))]
        return [[self.call(r, "GetRoleName"), self.of(r, "Name"), self.of(r, "Description")] for r in rows]

    def hear(self, act: Callable[[], None]) -> str:
        """What is announced after something was done."""
        with self._bus.filter(HEARD) as queue:
            act()
            return self._bus.recv_until_filtered(queue, timeout=PATIENCE_S).body[3][1]

    def pause(self) -> None:
        """Let the program work for a moment: nothing is to come yet."""
        with self._bus.filter(HEARD) as queue:
            try:
                self._bus.recv_until_filtered(queue, timeout=0.5)
            except TimeoutError:
                return


def main() -> None:
    """Start the program, read it, let it do something, say what was heard."""
    reader = Reader()
    environment = dict(os.environ, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    command = [sys.executable, "-m", "tests.ui.panels.reader_program", sys.argv[1]]
    program = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, text=True)

    def do(line: str) -> Callable[[], None]:
        def act() -> None:
            assert program.stdin is not None
            program.stdin.write(line + "\n")
            program.stdin.flush()

        return act

    try:
        layers, began = reader.layers(), time.monotonic()
        while not layers and time.monotonic() - began < PATIENCE_S:
            reader.pause()
            layers = reader.layers()
        heard = [reader.hear(do(line)) for line in ("Key_Tab", "Key_Tab", "Key_Right", "undo")]
    finally:
        program.kill()
        program.wait(10)
    print(json.dumps({"layers": layers, "heard": heard}))


if __name__ == "__main__":
    main()
