"""`python -m pipeline` is `sitrep`."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
