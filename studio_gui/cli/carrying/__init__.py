"""Commands about a project's media and about carrying it off: ``package unpack collect media relink``."""
