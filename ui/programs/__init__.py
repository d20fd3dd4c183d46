"""What other programs can call: an HTTP API, and tools over MCP."""
