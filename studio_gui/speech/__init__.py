"""From text to audio on this computer: voices, their worker process, a cache of sounds, and estimates of duration.

No Qt in this package. Voices of a service belong to its folder in ``providers``.
"""
