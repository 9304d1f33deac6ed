"""A form in, its blank workbook with live scores out."""

from publication.render.xlsx.workbook import blank

__all__ = ["blank"]
