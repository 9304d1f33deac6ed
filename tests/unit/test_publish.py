"""publish: files whole or not at all."""

from pathlib import Path

import pytest

from publication import publish


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    publish.write({"a/b.txt": b"1", "c.txt": b"2"}, tmp_path)
    assert (tmp_path / "a/b.txt").read_bytes() == b"1"
    assert (tmp_path / "c.txt").stat().st_mode & 0o777 == 0o644


def test_an_interrupted_write_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish.write({"a.txt": b"old"}, tmp_path)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        publish.write({"a.txt": b"new"}, tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"old")]
