"""The server: who may come in, how often, and what they are served."""
