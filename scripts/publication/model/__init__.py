"""What a publication is, as frozen dataclasses."""

from publication.model.publication import Publication, publication

__all__ = ["Publication", "publication"]
