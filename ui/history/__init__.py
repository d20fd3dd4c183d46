"""Conversations that are kept across restarts."""
