"""Media hosts: listed, added, tried, changed and removed, and which account's media go where."""

from studio_gui.ui.dialogs.hosting.dialog import HostingDialog, show

__all__ = ["HostingDialog", "show"]
