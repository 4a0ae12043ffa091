"""Files into pictures: bitmaps, vectors, video frames and the presenters that ship; ``painting.assets`` is the door."""
