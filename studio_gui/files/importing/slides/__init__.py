"""PowerPoint presentations: one slide a scene."""
