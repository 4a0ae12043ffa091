"""AI Studios, generation 3: presenters that speak a project's scripts, exported at the service."""
