"""Tests of the looks that all surfaces share."""
