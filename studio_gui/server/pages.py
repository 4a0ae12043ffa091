"""The page about the endpoints, made from the OpenAPI description; it fetches nothing from anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: .2rem } h2 { font-size: 1.15rem; margin-top: 2rem }
details { border: 1px solid var(--line); border-radius: 8px; margin: .4rem 0; padding: .45rem .8rem }
summary { cursor: pointer } summary b { display: inline-block; min-width: 4.5rem } summary i { opacity: .75 }
code, pre { font: 13px/1.45 ui-monospace, monospace } pre { overflow-x: auto; padding: .6rem; border-radius: 6px;
background: color-mix(in srgb, currentColor 6%, transparent) } td { padding: .15rem .8rem .15rem 0; vertical-align: top }
"""
_METHODS = ("get", "post", "put", "delete")


def page_about(description: Mapping[str, object]) -> str:
    """HTML that lists every endpoint with its parameters and the shape of its body."""
    info = _object(description.get("info"))
    schemas = _object(_object(description.get("components")).get("schemas"))
    groups: dict[str, list[str]] = {}
    for path, methods in _object(description.get("paths")).items():
        for method in _METHODS:
            endpoint = _object(_object(methods).get(method))
            if endpoint:
                tags = endpoint.get("tags")
                group = str(tags[0]) if isinstance(tags, list) and tags else "other"
                groups.setdefault(group, []).append("".join(_endpoint(method, path, endpoint, schemas)))
    title = escape(str(info.get("title", "")))
    lists = "".join(f"<h2>{escape(group)}</h2>{''.join(rows)}" for group, rows in groups.items())
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        f"<h1>{title}</h1><p>{escape(str(info.get('description', '')))}</p>"
        f'<p>For programs: <a href="/openapi.json">openapi.json</a></p>{lists}</html>'
    )


def _endpoint(method: str, path: str, endpoint: Mapping[str, object], schemas: Mapping[str, object]) -> Iterator[str]:
    about = escape(str(endpoint.get("description") or endpoint.get("summary") or ""))
    yield f"<details><summary><b>{method.upper()}</b> <code>{escape(path)}</code> <i>{about}</i></summary>"
    parameters = endpoint.get("parameters")
    if isinstance(parameters, list) and parameters:
        yield "<table>"
        for one in map(_object, parameters):
            kind = _object(one.get("schema")).get("type", "")
            yield f"<tr><td><code>{escape(str(one.get('name')))}</code><td>{escape(str(one.get('in')))}<td>{escape(str(kind))}"
        yield "</table>"
    for kind, content in _object(_object(endpoint.get("requestBody")).get("content")).items():
        shape = _resolved(_object(content).get("schema"), schemas, depth=0)
        yield f"<p>{escape(kind)}</p><pre>{escape(json.dumps(shape, indent=2, ensure_ascii=False))}</pre>"
    yield "</details>"


def _resolved(schema: object, schemas: Mapping[str, object], *, depth: int) -> object:
    """A schema with what it refers to put in its place."""
    if isinstance(schema, list):
        return [_resolved(part, schemas, depth=depth) for part in schema]
    if not isinstance(schema, dict):
        return schema
    reference = schema.get("$ref")
    if isinstance(reference, str) and depth < 8:
        return _resolved(schemas.get(reference.rpartition("/")[2]), schemas, depth=depth + 1)
    return {name: _resolved(part, schemas, depth=depth) for name, part in schema.items()}


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
