"""What does `python -m ehya` do? The same as `ehya`."""

from ehya.cli import main

main()
