"""The spaCy pipeline component and its stages, one file each, in the order of the data."""
