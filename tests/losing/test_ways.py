"""Whatever way a campaign's folder is named, every verb has the same effect: file by file, byte by byte.

From inside, from beside, through the folder above, through a link, with an odd name: compared with what the same
verb does on an equal copy that is named by its absolute path. A test that looks for "Mở: …" would not see that
nothing was written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from macros_py.cli import main
from tests.command.verbs_at_work import ON_CAMPAIGN, AtWork, Run, campaign_at_work, copied, named
from tests.losing.trees import OF_A_RUN, tree

Way = Callable[[AtWork, pytest.MonkeyPatch], Path]
"""From a campaign at work to the path of its campaign as it is typed; may change the working folder."""


def absolute(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    return at.dot


def relative(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    patch.chdir(at.dot.parent)
    return Path(at.dot.name)


def inside(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    patch.chdir(at.dot)
    return Path()


def from_within(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    patch.chdir(at.dot / "nop-ve")
    return Path("..")


def through_above(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    patch.chdir(at.aside)
    return Path("..") / at.dot.name


def absolute_through_above(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    return at.aside / ".." / at.dot.name


def through_a_link(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    link = at.aside / "noi"
    link.symlink_to(at.dot, target_is_directory=True)
    return link


def returned_behind_a_link(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
    """nop-ve/ is a link to a folder on another drive."""
    elsewhere = at.dot.parent / "o-mang"
    (at.dot / "nop-ve").rename(elsewhere)
    (at.dot / "nop-ve").symlink_to(elsewhere, target_is_directory=True)
    return at.dot


def renamed(name: str) -> Way:
    def way(at: AtWork, patch: pytest.MonkeyPatch) -> Path:
        return at.dot.rename(at.dot.with_name(name))

    return way


WAYS: dict[str, Way] = {
    "relative": relative,
    "inside": inside,
    "from within": from_within,
    "through above": through_above,
    "absolute through above": absolute_through_above,
    "link": through_a_link,
    "nop-ve is a link": returned_behind_a_link,
    "markup": renamed("mm[b]x[x]"),
    "Vietnamese, decomposed": renamed("Đợt năm 2023"),
}


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> AtWork:
    return campaign_at_work(tmp_path_factory.mktemp("duong-di"))


def done(verb: Run, at: AtWork, way: Way, patch: pytest.MonkeyPatch) -> tuple[int, dict[str, str]]:
    """The exit code, and everything that stands in the campaign's folder afterwards."""
    typed = way(at, patch)
    place = AtWork(typed, at.aside)
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in verb.arguments(place)])
    real = typed.resolve()
    stands = tree(real, OF_A_RUN)
    returned = real / "nop-ve"
    if returned.is_symlink():  # `rglob` does not look behind it
        stands |= {f"nop-ve/{name}": sha for name, sha in tree(returned.resolve()).items()}
    return int(ended.value.code or 0), stands


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("verb", ON_CAMPAIGN, ids=named)
def test_the_effect_is_that_of_the_absolute_path(
    at_work: AtWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: Run, way: str
) -> None:
    if sys.platform == "win32" and "link" in way:
        pytest.skip("links need a privilege there")
    for name in ("mot", "hai"):
        (tmp_path / name).mkdir()
    here = Path.cwd()
    wanted = done(verb, copied(at_work, tmp_path / "mot"), absolute, monkeypatch)
    got = done(verb, copied(at_work, tmp_path / "hai"), WAYS[way], monkeypatch)
    os.chdir(here)
    assert got == wanted
    if verb.made is not None:
        assert wanted[0] == verb.code and wanted[1], "the verb did nothing at all"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_check_finds_the_campaign_through_a_link(
    at_work: AtWork, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said "no finding" of a form that the campaign refuses, and did not say that it had found no campaign."""
    at = copied(at_work, tmp_path)
    dot = returned_behind_a_link(at, monkeypatch)
    form = dot / "nop-ve/xa.xlsx"
    manifest = dot / ".cchc/phat-hanh.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"issue": 1', '"issue": 2'), encoding="utf-8"
    )
    for path, code, said in (
        (form, 1, "Đối chiếu với đợt"),
        (at.aside / "xa.xlsx", 0, "Không tìm thấy đợt"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["check", str(path)])
        assert (int(ended.value.code or 0), said in capsys.readouterr().out) == (code, True)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_set_that_forms_are_out_from_is_guarded_behind_a_link(
    at_work: AtWork, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = copied(at_work, tmp_path)
    (at.dot / "bo-tieu-chi").rename(tmp_path / "o-mang")
    (at.dot / "bo-tieu-chi").symlink_to(tmp_path / "o-mang", target_is_directory=True)
    (folder,) = (tmp_path / "o-mang").iterdir()
    lines = (folder / "criteria.csv").read_bytes()
    (folder / "criteria.csv").write_bytes(lines.replace("Cải cách thể chế".encode(), b"X", 1))
    before = tree(tmp_path / "o-mang")
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "criteria",
                "import",
                str(at.aside / "xuat.xlsx"),
                str(at.dot / "bo-tieu-chi" / folder.name),
                "--replace",
            ]
        )
    assert ended.value.code == 2 and "Đợt đã phát hành phiếu" in capsys.readouterr().err
    assert tree(tmp_path / "o-mang") == before
