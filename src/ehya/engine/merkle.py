"""Is this one in the set that was counted, and is the set still the same?

A tree of hashes over the set's members. Its root stands in a figure's certificate: whoever has the
list works it out again, and whoever has one member and a path of some twenty hashes sees that it was
counted, without seeing the others.
"""

from collections.abc import Sequence
from hashlib import sha256

from ehya.engine.refusal import Refusal

METHOD = "figure.merkle/1"

_LEAF, _NODE = b"\x00", b"\x01"  # so that no inner hash can pass for a member


def root(members: Sequence[bytes]) -> bytes:
    """Return the hash that stands for all members in their order.

    Args:
        members: any number; their order is part of what is hashed.

    Returns:
        32 bytes; of no member that of the empty text.

    Source:
        RFC 9162 §2.1.1 (Merkle Tree Hash, SHA-256).
    """
    if not members:
        return sha256().digest()
    level = _leaves(members)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def path(members: Sequence[bytes], place: int) -> tuple[bytes, ...]:
    """Return the hashes by which one member is led to the root, from the leaf upwards.

    Args:
        members: all of them, in their order.
        place: of the one, from 0. [members]

    Returns:
        At most one hash a level, 32 bytes each.

    Raises:
        Refusal: "figure.not_counted" where no member has that place.

    Source:
        RFC 9162 §2.1.3.1.
    """
    if not 0 <= place < len(members):
        raise Refusal("figure.not_counted", place=place, members=len(members))
    level, told = _leaves(members), []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):  # the last one of an odd level has nothing beside it and goes up
            told.append(level[beside])
        level, place = _above(level), place // 2
    return tuple(told)


def leads(member: bytes, place: int, members: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a path leads from a member, at its place among so many, to the root.

    Args:
        member: the one.
        place: from 0. [members]
        members: how many there are. [members]
        path: as `path` returns it.
        root: as the certificate tells it.

    Source:
        RFC 9162 §2.1.3.2.
    """
    if not 0 <= place < members:
        return False
    told, left, last = sha256(_LEAF + member).digest(), list(path), members - 1
    while last:
        if place ^ 1 <= last:
            if not left:
                return False
            beside = left.pop(0)
            pair = beside + told if place % 2 else told + beside
            told = sha256(_NODE + pair).digest()
        place, last = place // 2, last // 2
    return not left and told == root


def _leaves(members: Sequence[bytes]) -> list[bytes]:
    return [sha256(_LEAF + member).digest() for member in members]


def _above(level: list[bytes]) -> list[bytes]:
    """Return the level above: each pair as one, a last one without a pair as it is."""
    pairs = zip(level[::2], level[1::2], strict=False)
    above = [sha256(_NODE + first + second).digest() for first, second in pairs]
    return above + level[-1:] if len(level) % 2 else above
