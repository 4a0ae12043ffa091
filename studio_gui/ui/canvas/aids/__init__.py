"""What helps the eye on the stage and is no part of it: rulers, guides, grid, safe areas."""
