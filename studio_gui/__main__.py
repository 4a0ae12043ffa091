"""Lets ``python -m studio_gui`` do what the command ``studio-gui`` does."""

from studio_gui.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
