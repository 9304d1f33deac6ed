"""The bytes of a filled workbook or Word file in, the answers that a form accepts out, every other
one named."""

from datetime import date

from publication.admission import Terms, admit
from publication.arrival import Arrival, NotUsable
from publication.model.form import Field
from publication.office_file import docx, xlsx
from publication.office_file.archive import COMPOUND, ZIP, Archive
from publication.office_file.parcel import Origin, Parcel
from publication.office_file.sheet import Workbook

__all__ = ["is_office", "read"]


def is_office(content: bytes) -> bool:
    """Whether the bytes start as those of office files do, of before 2007 or with a password
    included."""
    return content.startswith((*ZIP, COMPOUND))


def read(terms: Terms, kind_field: Field | None, content: bytes, today: date) -> Arrival:
    """What of a file the form accepts. Raises NotUsable; nothing else, whatever the bytes."""
    parcel = _parcel(terms, kind_field, Archive(content), today)
    kind = parcel.origin.kind
    answers = parcel.answers | ({kind_field.id: kind} if kind_field and kind else {})
    admission = admit(terms, answers)
    return Arrival(
        answers=admission.answers,
        unplaced=admission.unplaced,
        notes=(*parcel.notes, *admission.notes),
        name="",
        saved="",
        version=parcel.origin.version,
        damaged=False,
    )


def _parcel(terms: Terms, kind_field: Field | None, archive: Archive, today: date) -> Parcel:
    def wanted(made_as: Origin) -> None:
        if made_as.form != terms.plan["form"]:
            raise NotUsable("other-form", made_as.form)

    relations = archive.relations()
    part = next((each.target for each in relations if each.kind == "officeDocument"), "")
    root = archive.xml(part)
    if root is not None and root.tag == "x:workbook":
        return xlsx.read(Workbook(archive, part, root), wanted, today)
    if root is not None and root.tag == "w:document":
        document = docx.Document(archive, part, root)
        return docx.read(document, terms, kind_field, wanted, today)
    raise NotUsable("not-office")
