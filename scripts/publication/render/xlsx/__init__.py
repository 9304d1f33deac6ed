"""A form in, its blank workbook with live scores out."""

from publication.render.xlsx.workbook import blank, holds

__all__ = ["blank", "holds"]
