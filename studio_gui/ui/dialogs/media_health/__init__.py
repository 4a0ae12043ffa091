"""The media of a project: what there is, what is missing, what nobody uses, and what can be done about it."""
