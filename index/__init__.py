"""From a folder of articles to a store that finds passages in them; knows nothing of questions."""
