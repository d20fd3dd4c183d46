"""The article behind a citation, with the cited words marked."""
