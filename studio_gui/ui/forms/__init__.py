"""The fields people type, drag and choose in. They know values and limits, never projects."""
