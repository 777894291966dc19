import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.codes import (
    ALPHABET,
    check_digit,
    fault_in_code,
    has_valid_organisation_part,
    is_valid_code,
    make_code,
    normalise_code,
)

EXAMPLE = "91350100M000100Y43"  # the standard's own
CODES = st.text(alphabet=ALPHABET, min_size=17, max_size=17).map(make_code)


def test_the_example_of_the_standard():
    assert is_valid_code(EXAMPLE)
    assert check_digit(EXAMPLE[:-1]) == "3"
    assert has_valid_organisation_part(EXAMPLE)


@pytest.mark.parametrize(
    "typed",
    ["91350100m000100y43", "９１３５０１００Ｍ０００１００Ｙ４３", "9135-0100 M000100Y\u200b43 "],
)
def test_one_code_has_one_spelling(typed):
    assert normalise_code(typed) == EXAMPLE
    assert is_valid_code(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "has 0"),
        ("91350100M000100Y4", "has 17"),
        ("91350100M000100YO3", "“O” is not used"),
        ("91350100M000100Y44", "check digit"),
    ],
)
def test_a_wrong_code_is_told_why(typed, reason):
    assert reason in fault_in_code(typed)


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_change_of_one_character_is_noticed(code, place, char):
    changed = code[:place] + char + code[place + 1 :]
    assert is_valid_code(changed) == (changed == code)


@given(CODES, st.integers(0, 16))
def test_every_swap_of_neighbours_is_noticed(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_valid_code(swapped) == (swapped == code)


@given(CODES)
def test_a_swap_of_the_ends_is_not_noticed(code):
    assert is_valid_code(code[-1] + code[1:-1] + code[0])


@given(CODES)
def test_spelling_twice_changes_nothing(code):
    assert normalise_code(normalise_code(code.lower())) == code


@pytest.mark.parametrize("first", ["", "short", "IOSVZ000000000000"])
def test_only_a_beginning_has_a_check_digit(first):
    with pytest.raises(ValueError, match="17"):
        check_digit(first)


def test_the_organisation_part_has_its_own_check():
    assert not has_valid_organisation_part("91350100M000100Z43")
    assert not has_valid_organisation_part("short")
