"""Never losing work, in the real window."""
