"""Never losing work, the window's side: locks, the journal, saving off the window's thread, recovery at the start.

What it rests on is in ``files``: ``locking``, ``journal``, ``project_file``. A document has one :class:`Keeper`, its child, for as
long as it is open; where a person is asked, ``saving`` and ``recovering`` do it.
"""
