"""What an operator sets reaches Haki, and what cannot be used is refused by name."""

import base64
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from webapp.settings import Settings

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()


def test_with_nothing_set_haki_runs_with_a_key_of_its_own() -> None:
    settings = Settings.from_environ({})
    assert settings.key_was_made
    assert Fernet(settings.secret_keys[0])
    assert settings.token_idle_minutes == 120
    assert settings.content_dir.name == "content"
    assert settings.content_dir.parent == settings.translations_dir.parent


def test_two_starts_without_a_key_do_not_share_one() -> None:
    assert Settings.from_environ({}).secret_keys != Settings.from_environ({}).secret_keys


def test_every_variable_is_read(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg/>")
    second = Fernet.generate_key().decode()
    settings = Settings.from_environ(
        {
            "HAKI_SECRET_KEYS": f"{KEY}, {second}",
            "HAKI_TOKEN_IDLE_MINUTES": "30",
            "HAKI_TRUSTED_HOSTS": "haki.example.org,.example.net",
            "HAKI_TRUSTED_PROXIES": "1",
            "HAKI_HSTS": "31536000",
            "HAKI_FRAME_ANCESTORS": "https://consulate.example, https://*.example.org:8443",
            "HAKI_PARTNER_NAME": " Help Desk ",
            "HAKI_PARTNER_LOGO": str(logo),
            "HAKI_CONTACT": "facts@example.org",
            "HAKI_CONTENT_DIR": str(tmp_path),
            "HAKI_TRANSLATIONS_DIR": str(tmp_path),
            "HAKI_MAX_BODY_BYTES": "65536",
        }
    )
    assert settings.secret_keys == (KEY, second)
    assert not settings.key_was_made
    assert settings.token_idle_minutes == 30
    assert settings.trusted_hosts[:2] == ("haki.example.org", ".example.net")
    assert settings.trusted_proxies == 1
    assert settings.hsts_seconds == 31_536_000
    assert settings.frame_ancestors == ("https://consulate.example", "https://*.example.org:8443")
    assert settings.partner_name == "Help Desk"
    assert settings.partner_logo == logo
    assert settings.contact == "facts@example.org"
    assert settings.content_dir == settings.translations_dir == tmp_path
    assert settings.max_body_bytes == 65_536


def test_an_empty_variable_counts_as_not_set() -> None:
    names = ("SECRET_KEYS", "TOKEN_IDLE_MINUTES", "FRAME_ANCESTORS", "PARTNER_LOGO", "CONTENT_DIR", "CONTACT")
    settings = Settings.from_environ({f"HAKI_{name}": "" for name in names})
    assert settings.key_was_made
    assert settings.token_idle_minutes == 120
    assert settings.frame_ancestors == ("*",)
    assert settings.partner_logo is None


def test_a_health_check_from_inside_is_answered_whatever_hosts_are_trusted() -> None:
    assert "127.0.0.1" in Settings.from_environ({"HAKI_TRUSTED_HOSTS": "haki.example.org"}).trusted_hosts


def test_nobody_may_frame_when_the_operator_says_none() -> None:
    assert Settings.from_environ({"HAKI_FRAME_ANCESTORS": "none"}).frame_ancestors == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HAKI_SECRET_KEYS", "too-short"),
        ("HAKI_SECRET_KEYS", f"{KEY},not a key"),
        ("HAKI_TOKEN_IDLE_MINUTES", "two hours"),
        ("HAKI_TOKEN_IDLE_MINUTES", "0"),
        ("HAKI_TOKEN_IDLE_MINUTES", "-5"),
        ("HAKI_TOKEN_IDLE_MINUTES", "٣٠"),
        ("HAKI_TRUSTED_HOSTS", "https://haki.example.org"),
        ("HAKI_TRUSTED_HOSTS", "*"),
        ("HAKI_TRUSTED_PROXIES", "yes"),
        ("HAKI_HSTS", "on"),
        ("HAKI_FRAME_ANCESTORS", "consulate.example"),
        ("HAKI_FRAME_ANCESTORS", "https://consulate.example/page"),
        ("HAKI_FRAME_ANCESTORS", "https://a.example; script-src *"),
        ("HAKI_FRAME_ANCESTORS", "https://a.example,*"),
        ("HAKI_PARTNER_LOGO", "no-such-file.svg"),
        ("HAKI_PARTNER_LOGO", __file__),
        ("HAKI_CONTACT", "javascript:alert(1)"),
        ("HAKI_CONTACT", "http://example.org"),
        ("HAKI_CONTENT_DIR", "no-such-folder"),
        ("HAKI_TRANSLATIONS_DIR", __file__),
        ("HAKI_MAX_BODY_BYTES", "10"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.from_environ({name: value})


def test_a_misspelt_variable_is_refused_and_the_right_name_offered() -> None:
    with pytest.raises(ValueError, match=r"HAKI_SECRET_KEY .*HAKI_SECRET_KEYS"):
        Settings.from_environ({"HAKI_SECRET_KEY": KEY})


def test_names_that_kubernetes_sets_beside_a_service_called_haki_do_no_harm() -> None:
    settings = Settings.from_environ(
        {
            "HAKI_PORT": "tcp://10.0.0.1:80",
            "HAKI_SERVICE_HOST": "10.0.0.1",
            "HAKI_SERVICE_PORT": "80",
            "HAKI_PORT_80_TCP_PROTO": "tcp",
        }
    )
    assert settings.trusted_hosts == ()


def test_a_key_shows_neither_in_a_refusal_nor_when_settings_are_printed() -> None:
    with pytest.raises(ValueError, match="key 2") as refused:
        Settings.from_environ({"HAKI_SECRET_KEYS": f"{KEY},{KEY[:-4]}"})
    assert KEY[:8] not in str(refused.value)
    assert KEY not in repr(Settings.from_environ({"HAKI_SECRET_KEYS": KEY}))
