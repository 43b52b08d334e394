"""``python -m cxlearn``: the same as the command ``cxlearn``."""

from cxlearn.cli import main

if __name__ == "__main__":
    main()
