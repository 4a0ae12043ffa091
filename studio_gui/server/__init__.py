"""The local service that speaks the documented interfaces: practice account, test peer and team render server.

It draws through ``render``, loaded late; nothing of Qt is imported here at module level. ``PracticeServer`` in
``running`` starts it in this process; ``studio-gui serve`` runs it until it is stopped.
"""
