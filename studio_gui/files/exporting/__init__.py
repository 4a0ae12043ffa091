"""What a project says, in forms other programs read. No Qt here; drawn things are in ``render``."""
