"""Jobs at services, with the real program and the practice account."""
