"""Creatify: custom avatars made from a person's footage, reviewed by people over days."""
