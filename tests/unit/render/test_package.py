"""Archives, read back by the standard library."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import given
from hypothesis import strategies as st

from publication.render.package import archive, parts_of

NAMES = st.from_regex(r"[a-zก-ฮ]{1,9}(/[a-z]{1,9})?[.]xml", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary() | st.text().map(str.encode)))
def test_archive__any_parts__come_back_in_their_order(parts: dict[str, bytes]) -> None:
    made = archive(parts)
    assert list(parts_of(made).items()) == list(parts.items())
    assert archive(parts) == made


def test_archive__tells_no_time_no_system_and_no_rights() -> None:
    with ZipFile(BytesIO(archive({"a.txt": b"a" * 99, "ก.txt": b""}))) as made:
        assert made.testzip() is None
        for part in made.infolist():
            assert part.compress_type == ZIP_DEFLATED
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
            assert (part.create_system, part.external_attr) == (0, 0)


def test_archive__is_smaller_than_zlib_makes_it() -> None:
    text = " ".join(f'<c r="{column}{row}" s="7"/>' for row in range(300) for column in "ABCDEFGH")
    plain = BytesIO()
    with ZipFile(plain, "w", ZIP_DEFLATED, compresslevel=9) as target:
        target.writestr("a.xml", text)
    assert len(archive({"a.xml": text.encode()})) < 0.95 * len(plain.getvalue())
