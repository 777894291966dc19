"""Decisions: throttle, passwords, codes, the seal."""

from datetime import UTC, datetime, timedelta

import pytest

from marketplace.accounts.rules import factors, names, passwords, sessions, throttle
from marketplace.accounts.rules.details import bank_account
from marketplace.accounts.rules.vault import Vault
from marketplace.core.act import Role
from marketplace.core.errors import DomainError

NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def tried(times, now=NOW):
    tally = throttle.Tally(0, now)
    for _ in range(times):
        tally = throttle.next_tally(tally, 5, max(now, throttle.free_at(tally, 5)))
    return tally


def test_five_tries_then_ever_longer_waits_up_to_a_quarter_of_an_hour():
    waits = [throttle.free_at(tried(n), 5) - tried(n).window_began_at for n in range(5, 40, 5)]
    assert [wait / MINUTE for wait in waits] == [1, 2, 4, 8, 15, 15, 15]


def test_a_slow_person_is_never_held_up():
    tally, now = throttle.Tally(0, NOW), NOW
    for _ in range(30):
        assert throttle.free_at(tally, 5) <= now
        tally = throttle.next_tally(tally, 5, now)
        now += 2 * MINUTE


def test_an_hour_of_quiet_forgets_everything():
    later = NOW + 20 * timedelta(hours=1)
    assert throttle.next_tally(tried(25), 5, later) == throttle.Tally(1, later)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", ()),
        ("passwordpassword123456", ()),
        ("aaaaaaaaaaaaaaaaaaaa", ()),
        ("Wang Xiaoming wang.xm", ("wang xiaoming", "wang.xm@example.org")),
        ("x" * 300, ()),
        ("correct horse battery staple", ()),
        ("P@ssw0rd-2024!!!", ()),
        ("qwertyuiop1234567890", ()),
        ("1qaz2wsx3edc4rfv5tgb", ()),
        ("zyxwvutsrqponmlkji", ()),
        ("woaini5201314woaini", ()),
        ("Ｉｌｏｖｅｙｏｕ１９９０１２３１！", ()),
        ("fuchuan-hall-2026-fuchuan", ("Fuchuan Intermediary Service Hall",)),
        ("zhao.tiezhu@19850203", ("zhao.tiezhu@example.org",)),
        ("我的密码管理员12345678", ()),
        ("19850203 2024-01-01 ab", ()),
    ],
)
def test_a_guessable_password_is_refused(password, words):
    assert passwords.fault(password, *words) is not None


@pytest.mark.parametrize(
    "password",
    [
        "seventeen green bicycles",
        "我每天早上七点去河边散步看日出钓鱼",
        "the heron waits under the second bridge",
        "vK9#tuZ4-mRw8!qLe",
    ],
)
def test_a_sentence_is_a_good_password(password):
    assert passwords.fault(password, "me@example.org") is None


def test_a_password_is_verified_exactly_as_it_was_typed():
    kept = passwords.hash_of("A long Sentence of mine")
    assert passwords.fits(kept, "A long Sentence of mine")
    assert not passwords.fits(kept, "a long sentence of mine")
    assert not passwords.fits("", "nobody has this password")


def test_todays_parameters_are_not_stale():
    old = "$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHQxMjM0NTY$BLZl2ztNHGwkWvZxHNhYWA"
    assert passwords.is_stale(old)
    assert not passwords.is_stale(passwords.hash_of("whatever it is"))


def test_a_code_is_good_one_step_around_and_never_again():
    secret = factors.new_secret()
    step = int(NOW.timestamp()) // 30
    code = factors.pyotp.TOTP(secret).generate_otp(step)
    assert factors.step_of(secret, code, NOW, 0) == step
    assert factors.step_of(secret, code, NOW + timedelta(seconds=30), 0) == step
    assert factors.step_of(secret, code, NOW + timedelta(seconds=90), 0) is None
    assert factors.step_of(secret, code, NOW, step) is None


def test_spare_codes_are_ten_and_forgive_how_they_are_typed():
    codes = factors.new_spare_codes()
    assert len(set(codes)) == 10
    assert factors.tidy_spare_code(f" {codes[0].upper().replace('-', ' ')}") == codes[0]


def test_a_sealed_secret_opens_only_in_its_place_and_whole():
    vault = Vault("s" * 40)
    sealed = vault.seal("SECRET", "totp 1")
    assert "SECRET" not in sealed
    assert vault.open(sealed, "totp 1") == "SECRET"
    for damaged, about in ((sealed, "totp 2"), ("AAAA" + sealed[4:], "totp 1"), ("?", "totp 1")):
        with pytest.raises(DomainError):
            vault.open(damaged, about)


def test_of_a_bank_account_a_mark_and_four_digits_are_kept():
    vault = Vault("s" * 40)
    kept = bank_account(vault, "6222 0000 1234 5678")
    assert kept["bank_account_tail"] == "5678"
    assert kept == bank_account(vault, "6222000012345678")
    assert bank_account(vault, "") == {}


def test_sessions_end_when_idle_and_after_half_a_day():
    def over(role, minutes, began=0):
        return sessions.is_over(role, NOW - began * MINUTE, NOW, NOW + minutes * MINUTE)

    assert not over(Role.OWNER, 29)
    assert over(Role.OWNER, 30)
    assert over(Role.REGULATOR, 15)
    assert over(Role.OWNER, 1, began=12 * 60)


def test_two_spellings_of_an_address_are_one():
    assert names.email_key(" Ｗang@Example.ORG ") == names.email_key("wang@example.org")


def test_mail_comes_unless_refused():
    assert names.wants_mail({}, "offers")
    assert not names.wants_mail({"offers": False}, "offers")
