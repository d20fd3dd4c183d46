"""Measurements behind the figures in README.md and ARCHITECTURE.md; run from the checkout."""
