"""How words are said: one entry, and the list of all of them."""
