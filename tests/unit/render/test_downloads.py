"""Blank files by kind of organisation, and all of one kind in one archive."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from publication import load, model
from publication.model.publication import Publication
from publication.render.downloads import RENDERERS, BlankFile, blank_files, kits
from publication.render.words import words
from tests.conftest import PUBLICATIONS

CLOCK = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module", params=sorted(PUBLICATIONS))
def publication(request: pytest.FixtureRequest) -> Publication:
    return model.publication(load.everything_under(PUBLICATIONS[request.param]))


@pytest.fixture(scope="module")
def blanks(publication: Publication) -> tuple[BlankFile, ...]:
    return blank_files(publication, words(), CLOCK)


def test_blank_files__every_form_kind_and_format__have_ascii_names_of_their_own(
    publication: Publication, blanks: tuple[BlankFile, ...]
) -> None:
    paths = [blank.path for blank in blanks]
    assert len(set(paths)) == len(paths)
    assert all(path.isascii() and path.startswith("downloads/") for path in paths)
    for form in publication.forms.values():
        kinds = [kind.id for kind in form.kind_field.options] if form.kind_field else ["all"]
        for kind in kinds:
            for ending in RENDERERS:
                assert f"downloads/{form.id}-v{form.version}-{kind}.{ending}" in paths


def test_kits__of_each_kind__hold_its_files_and_say_what_they_are(
    publication: Publication, blanks: tuple[BlankFile, ...]
) -> None:
    made = kits(publication, blanks, words())
    assert [kit.kind for kit in made] == [kind.id for kind in publication.site.kinds]
    assert kits(publication, blanks, words()) == made
    for kit in made:
        with ZipFile(BytesIO(kit.content)) as archive:
            names = archive.namelist()
            contents = archive.read("README.txt").decode("utf-8-sig")
            for blank in kit.blanks:
                name = blank.path.rpartition("/")[2]
                assert archive.read(name) == blank.content
                assert name in contents
                assert blank.form.title in contents
        assert len(names) == len(kit.blanks) + 1
        assert all(
            blank.variant.kind is None or blank.variant.kind.id == kit.kind for blank in kit.blanks
        )
        assert "\n" not in contents.replace("\r\n", "")
