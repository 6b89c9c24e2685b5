"""`python -m fazhi`, and the entry point of the installed command."""

from fazhi.cli import main

if __name__ == "__main__":
    main()
