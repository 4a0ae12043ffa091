"""The accounts of services: listed, added, tested, changed and removed."""

from studio_gui.ui.dialogs.accounts.dialog import AccountsDialog, show

__all__ = ["AccountsDialog", "show"]
