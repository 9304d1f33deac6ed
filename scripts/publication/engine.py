"""Where the engine's own parts lie, which every publication shares."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OVERRIDES = ROOT / "overrides"
SCHEMAS = Path(__file__).resolve().parent / "schemas"
CACHE = ROOT / ".cache"
"""Made anew when missing; holds what is slow to make and depends on nothing but the engine."""
