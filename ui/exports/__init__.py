"""Conversations as files, and what visitors thought of answers."""
