"""The frozen value every part of a project is made of.

A value read from JSON remembers the very object it was read from. Writing it back walks that object first, so
unknown fields, key order and number forms come back as they were, and only what was changed differs. Nothing here
knows any field of any service.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, ClassVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    PydanticUserError,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from typing_extensions import Self

from studio_gui.base.json_text import Json, JsonDict

Step = Callable[[], None]
"""Called with each value that is read; what it raises ends the reading."""


def no_step() -> None:
    """The step of somebody who does not look."""


class _Reading:
    """Marks a value that is read from JSON, however deep."""

    __slots__ = ("step",)

    def __init__(self, step: Step) -> None:
        self.step = step


_UNWATCHED = _Reading(no_step)
PRIVATE_KEY = "studio"
"""The key whose content is the editor's own and never leaves this computer."""


class Value(BaseModel):
    """A frozen value with validated changes and faithful JSON."""

    model_config = ConfigDict(
        # Validators are made when the first value is: a project makes those of all its parts in one go, which takes a
        # tenth of the time, and no process makes those that it does not use.
        defer_build=True,
        frozen=True,
        extra="ignore",
        validate_by_name=True,
        validate_by_alias=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
    )

    says_null: ClassVar[frozenset[str]] = frozenset()
    """Fields written as ``null`` when they are ``None``; other such fields are left out."""

    _raw: JsonDict | None = PrivateAttr(default=None)
    _is_as_read: bool = PrivateAttr(default=False)

    @classmethod
    def read(cls, raw: Mapping[str, Json], *, step: Step = no_step) -> Self:
        """Build the value from parsed JSON, remembering it; ``step`` is called with each value in it.

        Raises ``pydantic.ValidationError``; ``model.reading`` turns that into a sentence.
        """
        reading = _UNWATCHED if step is no_step else _Reading(step)
        return cls.model_validate(raw, by_alias=True, by_name=False, context=reading)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if not isinstance(info.context, _Reading) or not isinstance(data, dict):
            return handler(data)
        info.context.step()
        value = handler({key: item for key, item in data.items() if item is not None or key in cls.says_null})
        value._raw = data
        value._is_as_read = True
        return value

    def changed(self, **fields: object) -> Self:
        """A copy with some fields changed, validated; what did not change is shared.

        Raises ``pydantic.ValidationError`` when a new value is of the wrong type, ``TypeError`` for an unknown field.
        """
        known = type(self).__pydantic_fields__.keys()
        if not fields.keys() <= known:
            unknown = fields.keys() - known
            raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
        simple = _simple_fields(self, fields)
        if simple is not None:
            return self._copied(simple)
        kept = {name: self.__dict__[name] for name in self.model_fields_set}
        value = type(self).model_validate({**kept, **fields}, by_name=True)
        value._raw = self._raw
        return value

    def unsaid(self, name: str) -> Self:
        """A copy with a field at its default again, and not written where the JSON it was read from does not say it."""
        default = self.changed(**{name: type(self).model_fields[name].default})
        if self._raw is None or self._raw.get(_key_of(type(self), name)) is None:
            object.__setattr__(default, "__pydantic_fields_set__", default.model_fields_set - {name})
        return default

    def number_read(self, name: str) -> float | None:
        """The number a field was read with from JSON; None when it said none, or was not read."""
        private = self.__pydantic_private__  # much quicker than by the name of the attribute
        raw = private["_raw"] if private is not None else None
        said = raw.get(_key_of(type(self), name)) if raw is not None else None
        return said if isinstance(said, (int, float)) and not isinstance(said, bool) else None

    def unknown(self) -> JsonDict:
        """What was read with the value and is no field of it; do not change what is returned."""
        known = _keys_of(type(self))
        return {key: part for key, part in (self._raw or {}).items() if key not in known}

    def _copied(self, fields: Mapping[str, object]) -> Self:
        """A copy with some fields changed, as ``model_copy`` makes it.

        What says which fields were given, and what was read, is shared with the copy, for nobody changes it: a history
        of ten thousand steps holds as many clips.
        """
        copy = type(self).__new__(type(self))
        given, private = self.__pydantic_fields_set__, self.__pydantic_private__
        if private is None or private["_is_as_read"]:
            # From where pydantic keeps it: asking by the attribute's name takes as long as the rest of the copy.
            private = {"_raw": private["_raw"] if private is not None else None, "_is_as_read": False}
        _put_fields(copy, {**self.__dict__, **fields})
        _put_extra(copy, None)
        _put_given(copy, given if fields.keys() <= given else given | fields.keys())
        _put_private(copy, private)
        return copy

    def to_json(self, *, private: bool = True) -> JsonDict:
        """The value as JSON; do not change what is returned, it may be shared.

        ``private=False`` leaves out everything under ``studio`` keys: that is what a service may see.
        """
        if private and self._is_as_read and self._raw is not None:
            return self._raw
        raw = self._raw or {}
        keys = _keys_of(type(self))
        said: JsonDict = {}
        for key, old in raw.items():
            name = keys.get(key)
            if key == PRIVATE_KEY and not private:
                continue
            if name is None or name not in self.model_fields_set or (old is None and self.__dict__[name] is None):
                said[key] = old
            else:
                self._say(said, key, name, old, private=private)
        for key, name in keys.items():
            if key not in raw and name in self.model_fields_set and (private or key != PRIVATE_KEY):
                self._say(said, key, name, None, private=private)
        return said

    def _say(self, said: JsonDict, key: str, name: str, old: Json, *, private: bool) -> None:
        value: object = self.__dict__[name]
        if value is None and name not in self.says_null:
            return
        if key == PRIVATE_KEY and isinstance(value, Value) and not value.model_fields_set and not value._raw:
            return
        said[key] = _plain(value, old, private=private)


_put_fields, _put_extra, _put_given, _put_private = (
    vars(BaseModel)[name].__set__
    for name in ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")
)
"""They put into a value what cannot be set by its name, for it is frozen; ``object.__setattr__`` takes twice the time."""


def _plain(value: object, old: Json, *, private: bool) -> Json:
    if isinstance(value, Value):
        return value.to_json(private=private)
    if isinstance(value, tuple):
        return [_plain(part, None, private=private) for part in value]
    if old is not None and old == value and isinstance(old, bool) == isinstance(value, bool):
        return old
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _simple_fields(value: Value, fields: Mapping[str, object]) -> dict[str, object] | None:
    """The fields, validated one by one, when all are plain numbers, texts or flags, or values, and sound; else None.

    A drag changes two numbers in hundreds of clips with every move of the mouse: validating whole clips, and every
    clip of their scene, is most of it.
    """
    found: dict[str, object] = {}
    for name, new in fields.items():
        if isinstance(new, (int, float, str)):
            check = _check_of(type(value), name)
            try:
                found[name] = check(new)
            except ValidationError:
                return None  # the way over the whole value says what is wrong, and where
        elif _fits_as_it_is(type(value), name, new, value.__dict__[name]):
            found[name] = new
        else:
            return None
    return found


def _fits_as_it_is(kind: type[Value], name: str, new: object, old: object) -> bool:
    """Whether ``new`` is made of values of the very kinds that ``old`` is made of.

    Values are validated when they are made and cannot change, so pydantic too takes them as they are and looks at
    their class only. What is new to the field, and what is no value, goes the long way.
    """
    if isinstance(new, tuple) and isinstance(old, tuple):
        kinds = set(map(type, new))
        return kinds <= set(map(type, old)) and all(map(_is_value, kinds)) and not kind.model_fields[name].metadata
    return type(new) is type(old) and _is_value(type(new))


def _is_value(kind: type[object]) -> bool:
    return Value in kind.__mro__  # ``issubclass`` is slow with the classes of pydantic


@cache
def _check_of(kind: type[Value], name: str) -> Callable[[object], object]:
    field = kind.model_fields[name]
    said = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    hint = cast("type[object]", said)
    try:
        adapter = TypeAdapter(hint, config=ConfigDict(allow_inf_nan=False))
    except PydanticUserError:  # a value of its own has a config of its own
        adapter = TypeAdapter(hint)
    return adapter.validator.validate_python


_KEYS: weakref.WeakKeyDictionary[type[Value], dict[str, str]] = weakref.WeakKeyDictionary()


def _keys_of(kind: type[Value]) -> dict[str, str]:
    """JSON key to field name, in the order of declaration."""
    found = _KEYS.get(kind)
    if found is None:
        found = {str(field.validation_alias or name): name for name, field in kind.model_fields.items()}
        _KEYS[kind] = found
    return found


@cache
def _key_of(kind: type[Value], name: str) -> str:
    return next((key for key, field in _keys_of(kind).items() if field == name), name)
