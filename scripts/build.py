"""The build script: definitions in, a verified site out. The same as ``publication build``."""

import sys

from publication.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
