"""`python -m ui` is `rag`."""

from ui.cli import main

main()
