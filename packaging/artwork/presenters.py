"""Writes the presenters: one SVG per outfit and `presenters.json`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from . import face as f
from .body import FRAME, Cloth, arm, arms, neck, trunk
from .chair import seat, wheels
from .clothes import stripes
from .hair import Hair, beard, bob, scarf, waves
from .ink import Ink, Inks, darker, document, group, write
from .mouth import MOUTHS, mouth
from .people import Outfit, Person, everyone
from .shapes import ellipse


def _head(person: Person, hair: Hair) -> tuple[Inks, Inks, Inks]:
    """Back hair, face and front hair; the eyes are apart from the rest."""
    head = person.head
    covered = person.hair in (waves, bob, scarf)
    under = ([] if covered else f.ears(head)) + f.plane(head)
    if person.beard:
        under += f.aside(beard(head, person.hair_colour, person.beard == "full"), head)
    over = f.aside(f.nose(head) + f.brows(head), head) + hair.front + f.aside(f.glasses(head), head)
    if person.earrings:
        for x in (292, 508):
            ring = ellipse(x, 322, 15, 19) - ellipse(x, 321, 10.5, 14.5)
            over += [Ink(ring, person.earrings)]
    return f.turned(hair.back, head), f.turned(under, head), f.turned(over, head)


def _framed(inks: Inks) -> Inks:
    """Nothing may look out of the box: what is drawn by id is not clipped by the file's viewBox."""
    return [
        ink
        if FRAME.path.contains(ink.shape.path.controlPointRect())
        else Ink(ink.shape & FRAME, ink.colour, ink.opacity)
        for ink in inks
    ]


def drawing(person: Person, outfit: Outfit) -> str:
    """The SVG of one outfit: groups `body`, `eyes-closed` and `mouth-0` … `mouth-5`."""
    head, build = replace(person.head, bearded=bool(person.beard)), person.build
    hair = person.hair(head, outfit.scarf or person.hair_colour)
    back, under, over = _head(person, hair)
    cloth = Cloth(outfit.sleeve)
    first = (seat(person.chair, build) if person.chair else []) + back + neck(build, head) + outfit.dress(build)
    limbs = arms(build, outfit.pose, cloth, head.skin, on=trunk(build), cuff=outfit.cuff)
    if outfit.stripes:
        sleeve = arm(build, outfit.pose)
        limbs += [ink for side in (sleeve, sleeve.mirrored()) for ink in stripes(side, outfit.stripes, top=590)]
    if person.chair:
        limbs = wheels(person.chair, build, darker(outfit.sleeve, 0.6)) + limbs
    eyes = group("eyes-open", f.turned(f.aside(f.eyes(head), head), head))
    body = group("back", _framed(first + limbs)) + group("face", under) + eyes + group("front", over)
    closed = group("eyes-closed", f.turned(f.aside(f.eyes_closed(head) + f.glasses(head), head), head))
    mouths = "".join(group(f"mouth-{i}", f.turned(f.aside(mouth(head, i), head), head)) for i in range(len(MOUTHS)))
    return document(800, 1200, f'<g id="body">\n{body}</g>\n{closed}{mouths}', f"{person.name}, {outfit.name}")


def catalogue(people: list[Person]) -> str:
    """The text of `presenters.json`."""
    rows = []
    for one in people:
        rows.append(
            {
                "id": one.id,
                "name": one.name,
                "about": one.about,
                "gender": one.gender,
                "outfits": [{"id": o.id, "name": o.name, "file": f"{one.id}/{o.id}.svg"} for o in one.outfits],
                "box": [800, 1200],
                "head": [255, 55, 290, 390],
                "voice": {"language": "en", "pitch": one.pitch, "variant": one.variant},
            }
        )
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def write_all(folder: Path, only: str = "") -> None:
    """Draws everyone, or one person by id."""
    people = everyone()
    for one in people:
        if only in ("", one.id):
            for outfit in one.outfits:
                write(folder / one.id / f"{outfit.id}.svg", drawing(one, outfit))
    write(folder / "presenters.json", catalogue(people))
