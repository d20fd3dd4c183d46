"""The articles: what is in the index, and how others come in and go out."""
