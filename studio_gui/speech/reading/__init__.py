"""From a script as it is typed to what a voice reads: pauses, and words that are said otherwise than written."""
