"""A finished video beside the project it was made from: which part of it is which scene, and where the pictures differ.

A service speaks with other voices, so its scenes have other lengths; they are found by what they look like.
"""
