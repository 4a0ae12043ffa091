"""Places on the internet where media are brought, so that services can fetch them: buckets and WebDAV servers.

A host is opened as a :class:`Shelf` (``opening``): ``bucket`` for S3, Azure and Google, ``webdav`` for a plain server.
``bringing`` takes a file to a shelf once, by its content, and sees that its address answers. Nothing here knows projects
or jobs, and nothing here is written down: keys come in and stay in memory.
"""
