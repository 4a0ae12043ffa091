"""When to look at a service again, as pure functions: often at first, then less often, never all at the same moment.

Source of the steps: the client duties of the services' contract (exports take one to ten minutes; avatars days).
"""

from __future__ import annotations

import random

JITTER = 0.1
STALLED_AFTER_S = 15 * 60.0
"""Without any change for so long a job counts as stalled; it is looked at less often then."""
STALLED_EVERY_S = 5 * 60.0
STALLED_FOR_GOOD_S = 24 * 3600.0
"""After so long without change no process in the background stays for a job; a window still looks at it."""
MOST_WAIT_S = 3600.0
"""Nothing is put off for longer."""
CLOCK_SET_BACK_S = 30.0
"""A row that was written so far in the future means that the clock of this computer was set back."""

_DAY_S = 24 * 3600.0
_PRACTICE_S = 120.0


def video_step_s(looks: int, age_s: float) -> float:
    """Seconds to the next look at a video: 5 s for the first six, 15 s until three minutes, then 30 s."""
    if looks < 6:
        return 5.0
    return 15.0 if age_s < 180 else 30.0


def avatar_step_s(age_s: float) -> float:
    """Seconds to the next look at an avatar: ten minutes on the first day, then an hour."""
    return 600.0 if age_s < _DAY_S else 3600.0


def practice_avatar_step_s(age_s: float) -> float:
    """Seconds to the next look at an avatar that is made to practise, which takes seconds."""
    return 1.0 if age_s < _PRACTICE_S else avatar_step_s(age_s)


def offline_step_s(failures: int) -> float:
    """Seconds to the next try while the network, or the service, is away: 5 s, doubling up to two minutes."""
    return float(min(120.0, 5.0 * 2 ** min(max(0, failures - 1), 10)))


def jittered(seconds: float) -> float:
    """``seconds`` ± 10 %, so that jobs sent together are not asked about together."""
    return seconds * random.uniform(1 - JITTER, 1 + JITTER)
