"""The turns of a conversation: what each does, and the questions it may be asking."""
