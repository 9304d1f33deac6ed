"""A variant of a form in, its blank Word document out: to type into, or to print and write on."""

from publication.render.docx.document import blank

__all__ = ["blank"]
