"""What is asked and said when documents come in or go out: where to, how far it is, what was left behind."""
