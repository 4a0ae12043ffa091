"""The start page: samples with real pictures, projects opened last, and the ways to begin."""
