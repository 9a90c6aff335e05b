"""Files: what is read, and for what is not, one sentence that names the file."""

from pathlib import Path

import pytest

from graph.errors import DocumentError
from loaders.read import find_files, read_file

LIMIT = 1_000_000
TEXT = "一、总体要求\n（一）指导思想。推动革命老区振兴发展，完善基础设施网络，保障和改善民生。\n" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_read_file_decodes(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "方案.txt"
    file.write_bytes(TEXT.encode(encoding))
    source = read_file(file, LIMIT)
    assert source.text == TEXT
    assert bool(source.notes) == (encoding in ("gb18030", "utf-16"))
    assert all("方案.txt" in note for note in source.notes)


def test_read_file_reads_traditional_big5(tmp_path: Path) -> None:
    text = "一、總體要求\n（一）指導思想。推動革命老區振興發展，完善基礎設施網絡，保障和改善民生。\n" * 20
    file = tmp_path / "方案.txt"
    file.write_bytes(text.encode("big5"))
    assert read_file(file, LIMIT).text == text


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "file_empty"),
        (b" \n\t\n", "file_empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image_not_read"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "image_not_read"),
        (b"II*\x00" + bytes(range(256)), "image_not_read"),
        (b"PK\x03\x04" + b"\x00" * 100, "format_not_read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "format_not_read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (b"{\\rtf1\\ansi", "format_not_read"),
        ("一、甲\x00\x01".encode(), "file_not_text"),
        (b"x" * (LIMIT + 1), "file_too_large"),
    ],
)
def test_read_file_refuses(tmp_path: Path, content: bytes, key: str) -> None:
    file = tmp_path / "坏文件.txt"
    file.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_file(file, LIMIT)
    assert caught.value.key == key
    assert "坏文件.txt" in str(caught.value)


def test_read_file_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"没有\.txt"):
        read_file(tmp_path / "没有.txt", LIMIT)


def test_line_ends_are_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("一、甲\r\n（一）乙。\r".encode())
    assert read_file(file, LIMIT).text == "一、甲\n（一）乙。\n"


def test_find_files_walks_folders_in_name_order(tmp_path: Path) -> None:
    read = ("a.md", "b.txt", "c.DOCX", "d.pdf", "e.htm", "sub/c.jsonl")
    # Formats that are not read are found all the same, so that the user is told of each.
    told = ("f.doc", "g.wps", "h.ofd")
    passed_over = (".hidden/d.txt", "picture.png", "sub/.e.txt", "~$c.docx", "style.css")
    for name in (*read, *told, *passed_over):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    found = [file.relative_to(tmp_path).as_posix() for file in find_files([tmp_path])]
    assert found == sorted((*read, *told))
    assert list(find_files([tmp_path / "picture.png"])) == [tmp_path / "picture.png"]
