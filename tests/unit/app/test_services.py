"""Everything that stands below the window may be asked for by several threads at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import permutations

import pytest

from studio_gui.app.services import Services

PARTS: dict[str, Callable[[Services], object]] = {
    "accounts": lambda services: services.accounts,
    "workers": lambda services: services.workers,
    "hosts": lambda services: services.hosts,
}


@pytest.mark.parametrize("names", list(permutations(PARTS, 2)), ids="-".join)
def test_two_threads_that_ask_for_parts_of_each_other_do_not_wait_for_ever(names: tuple[str, str]) -> None:
    for _ in range(20):
        services, gate = Services(), threading.Barrier(2)

        def ask(name: str, services: Services = services, gate: threading.Barrier = gate) -> None:
            gate.wait()
            PARTS[name](services)

        threads = [threading.Thread(target=ask, args=(name,), daemon=True) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
            assert not thread.is_alive(), f"asking for {' and '.join(names)} at once never ends"
        services.close()
