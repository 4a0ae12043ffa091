"""A project played as it is, without a file: pictures and sound of any moment, made ahead in threads of their own.

The pictures are those of ``film``, the sound that of ``mixing``, the times those of ``timing``: what is played here is
what the video will hold. Nothing here knows widgets or loudspeakers; every class says which thread may call it.
"""
