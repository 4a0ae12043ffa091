"""The local service that speaks the documented interfaces: practice account, test peer and team render server.

It draws through ``render``, loaded late; nothing of Qt is imported here at module level. What there is::

    running.PracticeServer     one server in this process; a context manager
    sharing.SharedPractice     the one server of all processes of a user, started by whoever needs it first
    accounts                   the services that stand before it, and the way media get to it
    endpoints/                 what it answers: the two contracts, the files it hands out, how it is steered
    practice, store, filming   its state, kept over restarts, and the films it makes
    rules, faults              how it is told to misbehave, and how it does

Bodies are checked with the same models the clients build them with (``providers.*.requests``,
``providers.aistudios.contract``). ``studio-gui serve`` runs it until it is stopped.
"""
