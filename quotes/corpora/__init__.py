"""Readers for annotated corpora, in the layout in which their authors publish them."""
