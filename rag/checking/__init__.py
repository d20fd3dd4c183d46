"""Whether the passages carry a sentence that somebody else wrote, and where they say it."""
