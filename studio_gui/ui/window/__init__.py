"""The parts of the main window that are neither canvas nor panel: docks, status bar, notices, memory of its shape."""
