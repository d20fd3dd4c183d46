"""The chat: questions, answers, and what can be done with them."""
