"""Trains the span reader: question sets to the small file that `rag` ships."""
