"""Roots as the standard's own examples have them, and paths that lead there and nowhere else."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ehya.engine import merkle
from ehya.engine.refusal import Refusal

# The inputs and roots of the Certificate Transparency log's reference tests.
INPUTS = [
    bytes.fromhex(told)
    for told in (
        *("", "00", "10", "2021", "3031", "40414243"),
        *("5051525354555657", "606162636465666768696a6b6c6d6e6f"),
    )
]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
SETS = st.lists(st.binary(max_size=12), min_size=1, max_size=40)


@pytest.mark.parametrize(("members", "root"), ROOTS.items())
def test_the_root_is_the_standards(members, root):
    assert merkle.root(INPUTS[:members]).hex() == root


def by_halves(members):
    """The standard's own words: split at the largest power of two below the number."""
    if len(members) == 1:
        return sha256(b"\x00" + members[0]).digest()
    half = 1
    while half * 2 < len(members):
        half *= 2
    return sha256(b"\x01" + by_halves(members[:half]) + by_halves(members[half:])).digest()


@given(SETS)
def test_level_by_level_is_the_same_as_by_halves(members):
    assert merkle.root(members) == by_halves(members)


@given(SETS, st.data())
def test_every_members_path_leads_to_the_root(members, data):
    place = data.draw(st.integers(0, len(members) - 1))
    path, root = merkle.path(members, place), merkle.root(members)
    assert merkle.leads(members[place], place, len(members), path, root)


@given(SETS, st.data())
def test_no_other_member_place_number_or_path_leads_there(members, data):
    place = data.draw(st.integers(0, len(members) - 1))
    path, root = merkle.path(members, place), merkle.root(members)
    leads = lambda member, at, many, way: merkle.leads(member, at, many, way, root)
    many = len(members)
    assert not leads(members[place] + b"!", place, many, path)
    assert not leads(members[place], many, many, path)
    assert not leads(members[place], -1, many, path)
    assert not leads(members[place], place, many, (*path, root))
    if path:
        other = bytes([path[0][0] ^ 1]) + path[0][1:]
        assert not leads(members[place], place, many, (other, *path[1:]))
        assert not leads(members[place], place, many, path[1:])


def test_an_inner_hash_is_never_taken_for_a_member():
    pair = b"".join(sha256(b"\x00" + one).digest() for one in (b"a", b"b"))
    assert merkle.root([pair]) != merkle.root([b"a", b"b"])


def test_who_was_not_counted_has_no_path():
    with pytest.raises(Refusal) as no:
        merkle.path([b"a"], 1)
    assert (no.value.code, no.value.facts) == ("figure.not_counted", {"place": 1, "members": 1})
