"""From a question to an answer whose every sentence cites its source; knows nothing of pages."""
