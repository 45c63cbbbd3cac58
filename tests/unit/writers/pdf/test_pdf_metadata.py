"""The file says what it is, when it is from and in which language, in both places alike."""

from __future__ import annotations

import pytest
from reading import opened, write

from briefgen.model.manifest import Attachment
from briefgen.proof.tags import check_tags
from press import Press, document, manifest, report


def empty() -> object:
    press = Press()
    press.page()
    return press.layout()


def xmp(data: bytes) -> dict[str, object]:
    with opened(data) as file, file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        return {key.rpartition("}")[2]: value for key, value in metadata.items()}


def test_the_file_says_what_the_document_says_of_itself() -> None:
    data = write(
        empty(),
        document(title="Iran & <Russia>", authors=("Desk", "Отдел"), subject="Sanctions", keywords=("oil", "нефть"), language="fa"),
    )
    said = xmp(data)
    assert ("Iran & <Russia>", ["Desk", "Отдел"], "Sanctions") == (said["title"], said["creator"], said["description"])
    assert ({"oil", "нефть"}, {"fa"}) == (said["subject"], said["language"])
    with opened(data) as file:
        assert "Iran & <Russia>" == str(file.docinfo.Title)
        assert "Desk; Отдел" == str(file.docinfo.Author)
        assert "fa" == str(file.Root.Lang)
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert "/R2L" == file.Root.ViewerPreferences.Direction
    assert () == check_tags(data)


def _part(data: bytes, prefix: str) -> str:
    with opened(data) as file, file.open_metadata(set_pikepdf_as_editor=False) as metadata:
        return str(metadata[f"{prefix}:part"])


def test_the_file_claims_both_standards() -> None:
    data = write(empty())
    assert ("3", "1") == (_part(data, "pdfaid"), _part(data, "pdfuaid"))


@pytest.mark.parametrize(
    ("instant", "written", "stated"),
    [
        ("2022-10-20T06:00:00+02:00", "D:20221020060000+02'00'", "2022-10-20T06:00:00+02:00"),
        ("2022-10-20T06:00:00-03:30", "D:20221020060000-03'30'", "2022-10-20T06:00:00-03:30"),
        ("2022-10-20T06:00:00Z", "D:20221020060000+00'00'", "2022-10-20T06:00:00+00:00"),
        ("2022-10-20", "D:20221020000000+00'00'", "2022-10-20T00:00:00+00:00"),
    ],
)
def test_every_date_is_the_manifests(instant: str, written: str, stated: str) -> None:
    data = write(empty(), made=manifest(instant=instant))
    with opened(data) as file:
        assert {written} == {str(file.docinfo[key]) for key in ("/CreationDate", "/ModDate")}
        assert written == str(file.Root.AF[0].EF.F.Params.ModDate)
    assert {stated} == {xmp(data)[key] for key in ("CreateDate", "ModifyDate", "MetadataDate")}


def test_a_document_without_a_title_goes_by_its_identifier() -> None:
    assert "report" == xmp(write(empty(), document(title=" \n")))["title"]


def test_an_organisation_stands_for_authors_who_are_not_named() -> None:
    assert ["Example Institute"] == xmp(write(empty(), document(authors=(), organisation="Example Institute")))["creator"]


def test_control_characters_do_not_get_into_the_metadata() -> None:
    data = write(empty(), document(title="a\0b\nc\ud800d", authors=("\x07",)))
    assert "a\ufffdb c\ufffdd" == xmp(data)["title"]
    assert () == check_tags(data)


@pytest.mark.parametrize("tag", ["", "english please", "x", "fa_IR"])
def test_a_language_nobody_could_know_is_undetermined(tag: str) -> None:
    with opened(write(empty(), document(language=tag))) as file:
        assert "und" == str(file.Root.Lang)


def test_attachments_are_in_the_file_with_their_relation_to_it() -> None:
    data = write(report().layout())
    with opened(data) as file:
        assert ["report.md", "sources.json"] == list(file.attachments)
        assert b"# Summary\n" == file.attachments["report.md"].get_file().read_bytes()
        assert ["/Source", "/Data"] == [str(each.AFRelationship) for each in file.Root.AF]
        assert ["/text/markdown", "/application/json"] == [str(each.EF.F.Subtype) for each in file.Root.AF]
        assert "The text as written" == str(file.Root.AF[0].Desc)


def test_two_attachments_of_one_name_are_both_kept() -> None:
    same = tuple(Attachment("données.csv", "text/csv", data, "Data") for data in (b"1", b"2"))
    with opened(write(empty(), made=manifest(attachments=same))) as file:
        assert {"données.csv": b"1", "données-2.csv": b"2"} == {
            name: each.get_file().read_bytes() for name, each in file.attachments.items()
        }


def test_a_relationship_that_the_standard_does_not_know_is_unspecified() -> None:
    odd = Attachment("a", "text/plain", b"", "Sauce")
    with opened(write(empty(), made=manifest(attachments=(odd,)))) as file:
        assert "/Unspecified" == str(file.Root.AF[0].AFRelationship)
