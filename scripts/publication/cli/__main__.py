"""``python -m publication.cli``: the publication command."""

import sys

from publication.cli import main

sys.exit(main())
