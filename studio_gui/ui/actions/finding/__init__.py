"""Every command by its name, and by its keys: where one finds it who does not know where it stands."""
