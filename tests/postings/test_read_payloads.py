"""`manage.py read_payloads`: what is told of recorded answers."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PAYLOADS = Path(__file__).parents[1] / "payloads"

FILES = [
    ("icims", "harbourlight", "icims/harbourlight.html"),
    ("successfactors", "harbourlight", "successfactors/harbourlight.xml"),
    ("ukg", "harbourlight", "ukg/harbourlight.json"),
    ("workday", "fjellvik", "workday/fjellvik.json"),
    ("ukg", "harbourlight", "ukg/error.html"),
    ("ukg", "harbourlight", "ukg/lost.json"),
    ("neogov", "somewhere", "neogov/feed.xml"),
    ("bramble", "somewhere", "bramble/feed.xml"),
]


@pytest.fixture
def folder(tmp_path):
    lines = ["provider,board,file", *(",".join(row) for row in FILES)]
    (tmp_path / "manifest.csv").write_text("\n".join(lines))
    for _, _, file in FILES:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        if (PAYLOADS / file).exists():
            shutil.copy(PAYLOADS / file, tmp_path / file)
    (tmp_path / "ukg/error.html").write_text("<html>Service unavailable</html>")
    return tmp_path


def told(*args) -> str:
    out = StringIO()
    call_command("read_payloads", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_provider_is_a_line_of_counts_and_of_the_share_of_postings_that_state_a_fact(folder):
    lines = told(str(folder)).splitlines()
    assert lines[0] == (
        "| provider | files | postings | unreadable | refused | doubted "
        "| place | workplace | pay | employment | department | date | body | language |"
    )
    assert lines[2:4] == [
        "| iCIMS | 1 | 2 | 0 | 0 | 0 | 100% | 50% | 0% | 50% | 50% | 0% | 0% | 0% |",
        "| SuccessFactors | 1 | 3 | 1 | 0 | 1 | 67% | 33% | 0% | 0% | 33% | 0% | 67% | 0% |",
    ]
    assert [line.partition("| ")[2].partition(" |")[0] for line in lines[4:6]] == ["UKG", "Workday"]


def test_what_is_refused_and_what_is_not_read_has_its_reason(folder):
    out = told(str(folder))
    assert "- ukg/error.html: This is no answer of UKG: The answer is not JSON" in out
    assert "- ukg/lost.json: [Errno 2] No such file" in out
    assert "- SuccessFactors, 1 of its records: The record has no web address (link)." in out
    assert "- neogov (1): one shortened feed is known" in out
    assert "- bramble (1): there is no adapter for it" in out


def test_only_the_providers_asked_for_are_read(folder):
    out = told(str(folder), "--provider", "ukg")
    assert "| UKG | 3 |" in out
    assert "iCIMS" not in out
    assert "neogov" not in out


@pytest.mark.parametrize("manifest", [None, "provider,board\nukg,x\n"])
def test_a_folder_without_a_manifest_is_told(tmp_path, manifest):
    if manifest:
        (tmp_path / "manifest.csv").write_text(manifest)
    with pytest.raises(CommandError, match=r"manifest\.csv"):
        told(str(tmp_path))
