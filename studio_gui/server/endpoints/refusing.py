"""How each of the two services says no."""

from __future__ import annotations

from studio_gui.base.json_text import Json, JsonDict


class Refusal(Exception):
    """AI Studios: ``{"success": false, "error": {"code", "msg"}}``."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words

    def body(self) -> JsonDict:
        """What is answered."""
        return {"success": False, "error": {"code": self.status, "msg": self.words}}


class PersonaRefusal(Exception):
    """Creatify, in the form of its framework: ``{"detail": …}``, ``["…"]`` or ``{"field": ["…"]}``."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(str(body))
        self.status, self.body = status, body


def enveloped(data: Json) -> JsonDict:
    """A good answer of AI Studios."""
    return {"success": True, "data": data}
