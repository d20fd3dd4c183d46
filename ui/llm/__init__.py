"""Which language model writes: where it is set, how it is tried, one that runs here."""
