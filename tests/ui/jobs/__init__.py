"""The jobs panel: with real rows in a real list of jobs, and with the practice account."""
