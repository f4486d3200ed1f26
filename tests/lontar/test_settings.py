"""Settings: variables before the file before the default; nothing misspelt passes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lontar.errors import UnknownSetting, WrongSetting, WrongSettings
from lontar.settings import ROOMS, again, keep, load
from schemas.errors import WrongUse


def test_an_empty_folder_has_the_defaults(tmp_path: Path) -> None:
    settings = load({}, tmp_path)
    assert settings.home == tmp_path / "var"
    assert settings.engines.store == "sqlite:"
    assert {one.source for one in settings.all} == {"default"}


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "lontar.toml").write_text('home = "letters"\nport = 9000\nlease-seconds = 5\n')
    settings = load({"LONTAR_PORT": "9001", "PATH": "/bin"}, tmp_path)
    assert (settings.home, settings.web.port, settings.work_pool.lease_seconds) == (tmp_path / "letters", 9001, 5.0)
    source = {one.name: one.source for one in settings.all}
    assert source["port"] == "environment"
    assert source["home"] == str(tmp_path / "lontar.toml")
    assert source["host"] == "default"


def test_another_file_can_be_named(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("workers = 7\n")
    assert load({"LONTAR_CONFIG": str(other)}, tmp_path).work_pool.workers == 7
    with pytest.raises(WrongSetting, match="LONTAR_CONFIG"):
        load({"LONTAR_CONFIG": str(tmp_path / "gone.toml")}, tmp_path)


def test_a_misspelt_name_is_refused_with_the_nearest_known_one(tmp_path: Path) -> None:
    with pytest.raises(UnknownSetting, match="did you mean LONTAR_STORE"):
        load({"LONTAR_STOER": "sqlite:"}, tmp_path)
    (tmp_path / "lontar.toml").write_text("prot = 1\n")
    with pytest.raises(UnknownSetting, match=r"LONTAR_PROT .*lontar\.toml.*LONTAR_PORT"):
        load({}, tmp_path)


@pytest.mark.parametrize("value", ["", "many", "-1", "0", "1.5", "inf", "nan"])
def test_a_wrong_value_is_refused_with_what_it_must_be(tmp_path: Path, value: str) -> None:
    with pytest.raises(WrongSetting, match=r"LONTAR_WORKERS.*number"):
        load({"LONTAR_WORKERS": value}, tmp_path)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "lontar.toml").write_text("port: 9000")
    with pytest.raises(WrongSetting, match=r"lontar\.toml"):
        load({}, tmp_path)


def test_every_setting_has_one_owner_and_says_what_it_is_for(tmp_path: Path) -> None:
    settings = load({}, tmp_path).all
    assert len({one.name for one in settings}) == len(settings)
    assert {one.room for one in settings} == set(ROOMS)
    assert all(one.help.endswith(".") for one in settings)


@given(st.dictionaries(st.sampled_from(["LONTAR_PORT", "LONTAR_HOST", "LONTAR_PAGE_SECONDS"]), st.text(max_size=8)))
def test_any_value_is_taken_or_refused_with_a_sentence(environ: dict[str, str]) -> None:
    try:
        load(environ, Path("/nowhere"))
        said = "must be"
    except (WrongSetting, WrongSettings) as error:
        said = str(error)
    assert "must be" in said


def test_what_the_pages_wrote_in_the_home_counts_until_another_source_says_otherwise(tmp_path: Path) -> None:
    settings = load({"LONTAR_HOME": "home", "LONTAR_SMTP_PORT": "2525"}, tmp_path)
    kept = keep(settings, {"smtp_host": "surat.example.go.id", "smtp_port": 25, "smtp_password": 'a"\\é'})
    assert (kept.office.smtp_host, kept.office.smtp_port) == ("surat.example.go.id", 2525)
    assert again(settings).office.smtp_password == 'a"\\é'
    source = {one.name: one.source for one in kept.all}
    file = tmp_path / "home" / "lontar.toml"
    assert (source["smtp_host"], source["smtp_port"]) == (str(file), "environment")
    assert file.stat().st_mode & 0o077 == 0
    keep(settings, {"mail_from": "arsip@example.go.id"})
    assert again(settings).office.smtp_host == "surat.example.go.id"


def test_what_no_line_can_hold_or_no_setting_takes_is_not_written(tmp_path: Path) -> None:
    settings = load({"LONTAR_HOME": "home"}, tmp_path)
    with pytest.raises(WrongUse, match="smtp_host"):
        keep(settings, {"smtp_host": "a\nport = 1"})
    with pytest.raises(WrongSetting, match="LONTAR_SMTP_PORT"):
        keep(settings, {"smtp_port": "many"})
    assert not (tmp_path / "home").exists()


def test_the_file_in_the_home_cannot_say_where_the_home_is(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "lontar.toml").write_text('home = "elsewhere"\n')
    with pytest.raises(WrongSetting, match="set outside the home"):
        load({"LONTAR_HOME": "home"}, tmp_path)


def test_a_number_lies_within_its_bounds(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="a number from 1 to 65535"):
        load({"LONTAR_PORT": "99999"}, tmp_path)


def test_an_address_is_shown_without_its_password(tmp_path: Path) -> None:
    settings = load({"LONTAR_STORE": "mongodb://budi:rahasia@a.example,b.example/lontar"}, tmp_path)
    shown = {one.name: one.shown for one in settings.all}
    assert shown["store"] == "mongodb://budi:***@a.example,b.example/lontar"
    assert shown["port"] == settings.web.port


def test_all_faults_are_named_at_once_with_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "lontar.toml").write_text('port = -1\nsmtp_tls = "maybe"\nsmtp_password = ["geheim"]\n')
    with pytest.raises(WrongSettings) as caught:
        load({"LONTAR_WORKERS": "many", "LONTAR_STOER": "x"}, tmp_path)
    said = str(caught.value)
    assert caught.value.params["count"] == 5
    assert [name for name in ("LONTAR_PORT=-1", "LONTAR_SMTP_TLS=maybe", "LONTAR_WORKERS=many", "LONTAR_STOER")
            if name not in said] == []  # fmt: skip
    assert "starttls, tls, none" in said
    assert said.count("lontar.toml)") == 3
    assert "geheim" not in said
