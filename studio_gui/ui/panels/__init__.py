"""What stands around the stage: scenes, layers, media, presenters, script, inspector and jobs."""
