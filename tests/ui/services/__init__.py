"""Accounts, export to services and what is made there, as a person does it."""
