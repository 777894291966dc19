"""Files: every wrapping of releases, broken ones among them; and the real ones when at hand."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.opendata.rules import Refusal, Rule, read, understand
from marketplace.opendata.rules.packages import merge, unpack

SHARED = Path(__file__).parents[3] / "shared" / "data" / "ocds"
SOUND = {"ocid": "x-1", "tender": {"title": "One"}}
OTHER = {"ocid": "x-2", "tender": {"title": "Two"}}


def titles(found):
    return [
        (line, one.rule if isinstance(one, Refusal) else one["tender"]["title"])
        for line, one in found
    ]


@pytest.fixture
def keep(tmp_path):
    def write(text, name="file.json"):
        path = tmp_path / name
        raw = text if isinstance(text, bytes) else text.encode()
        path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
        return path

    return write


@pytest.mark.parametrize(
    "whole",
    [
        [SOUND, OTHER],
        {"releases": [SOUND, OTHER]},
        {"records": [{"compiledRelease": SOUND}, {"ocid": "x-2", "releases": [OTHER]}]},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_packages_and_lists_are_counted(keep, whole, indent):
    found = read(keep(json.dumps(whole, indent=indent)))
    assert titles(found) == [(1, "One"), (2, "Two")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.jsonl.gz"])
def test_lines_are_counted_and_empty_ones_skipped(keep, name):
    text = f"{json.dumps(SOUND)}\n\n{json.dumps({'compiledRelease': OTHER})}\n"
    assert titles(read(keep(text, name))) == [(1, "One"), (3, "Two")]


def test_a_bad_line_does_not_stop_the_rest(keep):
    text = f'{{"ocid": \n[1]\n{json.dumps(SOUND)}'
    assert titles(read(keep(text, "a.jsonl"))) == [
        (1, Rule.NOT_JSON),
        (2, Rule.NOT_A_RELEASE),
        (3, "One"),
    ]


def test_a_file_cut_off_yields_what_was_whole(keep):
    text = "\n".join(json.dumps({**SOUND, "noise": str(n**9)}) for n in range(9000))
    path = keep(text, "a.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-2000])
    found = [one for _, one in read(path)]
    assert found[0]["ocid"] == "x-1"
    assert found[-1].rule is Rule.UNREADABLE_FILE


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": 1e9999999999999999999}']
)
def test_what_is_no_json_is_refused(keep, raw):
    assert titles(read(keep(raw))) == [(1, Rule.NOT_JSON)]


def test_a_missing_file_is_refused(tmp_path):
    assert titles(read(tmp_path / "none.json")) == [(1, Rule.UNREADABLE_FILE)]


def test_a_record_of_links_is_refused():
    record = {"ocid": "x-1", "releases": [{"url": "http://example.org/1", "tag": ["tender"]}]}
    assert titles(unpack({"records": [record]})) == [(1, Rule.ONLY_LINKS)]


def test_later_releases_overlay_earlier_ones():
    first = {"date": "2024-01-01", "tender": {"title": "A", "status": "active"}, "awards": []}
    later = {"date": "2024-02-01", "tender": {"status": "complete", "title": None}}
    assert merge([later, first])["tender"] == {"title": "A", "status": "complete"}


def test_entries_with_ids_are_merged_by_id():
    first = {"date": "1", "parties": [{"id": "A", "name": "Alpha"}]}
    later = {"date": "2", "parties": [{"id": "B"}, {"id": "A", "country": "CN"}]}
    assert merge([first, later])["parties"] == [
        {"id": "A", "name": "Alpha", "country": "CN"},
        {"id": "B"},
    ]


def test_a_compiled_release_wins():
    compiled = {"date": "1", "tag": ["compiled"], "tender": {"title": "Whole"}}
    assert merge([compiled, {"date": "2", "buyer": {"id": "A"}}]) == compiled


JSON = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["ocid", "id", "date", "tag", "tender", "records", "releases"])
            | st.just("compiledRelease"),
            inner,
            max_size=3,
        )
    ),
    max_leaves=10,
)


@given(JSON)
def test_no_wrapping_makes_it_raise(found):
    for _, one in unpack(found):
        assert isinstance(one, dict | Refusal)


def tally(name):
    if not (SHARED / name).exists():
        pytest.skip("the shared OCDS files are not beside the project")
    counts = Counter()
    for line, one in read(SHARED / name):
        process = one if isinstance(one, Refusal) else understand(one, line)
        if isinstance(process, Refusal):
            counts[process.rule] += 1
            continue
        counts.update([note.rule for note in process.notes])
        counts.update(processes=1, bids=len(process.bids), awards=len(process.awards))
        counts.update(prices=sum(one.price is not None for one in process.bids))
    return counts


@pytest.mark.parametrize(
    ("name", "processes", "bids", "prices", "awards"),
    [
        ("tsuchiura.compiled.jsonl", 1565, 6013, 5972, 1561),
        ("worldbank-bids-2014.compiled.jsonl.gz", 3360, 16859, 16198, 4051),
        ("armenia.jsonl", 27, 36, 32, 21),
        ("armenia-armeps-2018-release-package.json", 27, 36, 32, 21),
        ("ukraine-prozorro-records.jsonl", 11, 12, 12, 13),
        ("hall-sample-package.json", 1, 2, 2, 1),
        ("colombia-sample.jsonl", 21, 0, 0, 20),
        ("moldova-sample.jsonl", 51, 0, 0, 18),
        ("paraguay-sample.jsonl", 14, 0, 0, 12),
    ],
)
def test_real_files_are_read_whole(name, processes, bids, prices, awards):
    counts = tally(name)
    wanted = {"processes": processes, "bids": bids, "prices": prices, "awards": awards}
    assert {key: counts[key] for key in wanted} == wanted


def test_the_dirt_of_armenia_is_known():
    counts = tally("armenia.jsonl")
    assert (counts[Rule.NO_TENDER], counts[Rule.PERIOD_BACKWARDS]) == (73, 13)
    assert (counts[Rule.BAD_AMOUNT], counts[Rule.NOT_POSITIVE]) == (5, 3)


def test_the_bad_sample_is_refused():
    counts = tally("hall-sample-bad-package.json")
    assert counts == {Rule.NO_OCID: 1}
