"""What a practice server answers: the two contracts, the files it hands out, and the way it is steered."""
