"""What does a figure's birth certificate say, and does it still hold?

A certificate is one canonical JSON text: sorted keys, no blanks, numbers as text. Its SHA-256 is
signed, so that one changed byte of it shows. What was counted stands in it as a Merkle root over
blocks of member lines, in order of province: who has the list works the root out again; who may see
one province has that province's blocks and the hashes that lead from them to the root.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from ehya.engine import merkle
from ehya.engine.refusal import Refusal
from ehya.ledger.signing import signed_by

KIND: Final = "ehya.figure/1"
BLOCK: Final = 32  # member lines that are hashed as one leaf
TAB: Final = "\t"  # between province, member and amount
TOP: Final = frozenset({"certificate", "digest", "signature", "public_key"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A certificate as a file: what is signed, and what is beside it.

    Attributes:
        certificate: what is said; see docs/reference/figures.md.
        digest: SHA-256 of its canonical text, hexadecimal.
        signature: Ed25519 over the digest, hexadecimal.
        public_key: whose, hexadecimal.
        members: every line counted, where the file carries the list; None without.
        blocks: some of the list's blocks with their paths, where it carries a part.
    """

    certificate: Mapping[str, Any]
    digest: str
    signature: str
    public_key: str
    members: tuple[str, ...] | None = None
    blocks: tuple[Mapping[str, Any], ...] = ()

    def text(self) -> str:
        """Return the file's one true text."""
        told: dict[str, Any] = {name: getattr(self, name) for name in TOP}
        if self.members is not None:
            told["members"] = list(self.members)
        if self.blocks:
            told["blocks"] = list(self.blocks)
        return canonical(told) + "\n"


def canonical(told: object) -> str:
    """Return the one text of a value: sorted keys, no blanks, letters as they are."""
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(certificate: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a certificate's canonical text, hexadecimal."""
    return hashlib.sha256(canonical(certificate).encode()).hexdigest()


def blocks_of(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Return member lines as blocks that no province shares.

    Args:
        lines: in order of province; of others each block begins where the one before ends.

    Raises:
        ValueError: for a line that names no province.
    """
    found: list[tuple[str, ...]] = []
    begin = 0
    while begin < len(lines):
        province = lines[begin][: lines[begin].index(TAB) + 1]
        end = min(begin + BLOCK, len(lines))
        if not lines[end - 1].startswith(province):
            end = next(n for n in range(begin, end) if not lines[n].startswith(province))
        found.append(tuple(lines[begin:end]))
        begin = end
    return found


def root_of(lines: Sequence[str]) -> str:
    """Return the Merkle root over the blocks of member lines, hexadecimal."""
    return merkle.root(_leaves(blocks_of(lines))).hex()


def part_for(lines: Sequence[str], provinces: frozenset[str]) -> tuple[Mapping[str, Any], ...]:
    """Return the blocks of some provinces, each with the path that leads from it to the root."""
    blocks = blocks_of(lines)
    leaves = _leaves(blocks)
    return tuple(
        {
            "place": place,
            "of": len(blocks),
            "members": list(block),
            "path": [step.hex() for step in merkle.path(leaves, place)],
        }
        for place, block in enumerate(blocks)
        if _province(block[0]) in provinces
    )


def read_sheet(text: str) -> Sheet:
    """Read a certificate's file.

    Raises:
        Refusal: "figure.not_a_certificate" for anything else, and for a text that is not the one
            that such a certificate is written as: a changed blank shows too.
    """
    try:
        told = json.loads(text)
        sheet = Sheet(
            **{name: told[name] for name in TOP},
            members=tuple(told["members"]) if "members" in told else None,
            blocks=tuple(told.get("blocks", ())),
        )
        same = sheet.text() == text.rstrip("\n") + "\n"
    except (ValueError, KeyError, TypeError, RecursionError) as trouble:
        raise Refusal("figure.not_a_certificate") from trouble
    if not same or sheet.certificate.get("kind") != KIND:
        raise Refusal("figure.not_a_certificate")
    return sheet


def faults_of(sheet: Sheet, *, key: str) -> list[str]:
    """Return what is wrong with a file that stands alone; [] for nothing.

    Args:
        sheet: as read.
        key: the public key that it should be signed by, hexadecimal.

    Returns:
        Of "digest", "signature", "key", "list", "blocks", "value".
    """
    faults = []
    if digest_of(sheet.certificate) != sheet.digest:
        faults.append("digest")
    if sheet.public_key != key:
        faults.append("key")
    if not signed_by(sheet.digest, sheet.signature, key):
        faults.append("signature")
    try:
        return faults + _list_faults(sheet)
    except (KeyError, TypeError, ValueError, InvalidOperation):
        return [*faults, "list"]


def _list_faults(sheet: Sheet) -> list[str]:
    told, faults = sheet.certificate["counted"], []
    if sheet.members is not None:
        if len(sheet.members) != told["number"] or root_of(sheet.members) != told["root"]:
            faults.append("list")
        elif not _comes_to(sheet.members, sheet.certificate):
            faults.append("value")
    if not all(_block_holds(block, told["root"]) for block in sheet.blocks):
        faults.append("blocks")
    return faults


def _block_holds(block: Mapping[str, Any], root: str) -> bool:
    (leaf,) = _leaves([tuple(block["members"])])
    path = [bytes.fromhex(step) for step in block["path"]]
    return merkle.leads(leaf, block["place"], block["of"], path, bytes.fromhex(root))


def _comes_to(lines: Sequence[str], certificate: Mapping[str, Any]) -> bool:
    told = Counter(line.rpartition(TAB)[2] for line in lines)  # mostly one and the same
    amount = sum((Decimal(each) * times for each, times in told.items()), Decimal())
    value = Decimal(certificate["value"])
    if certificate["method"]["adds"] == "sum":
        return amount == value
    share = 100 * amount / len(lines)
    return share.quantize(Decimal("0.0001")) == value


def _leaves(blocks: Sequence[tuple[str, ...]]) -> list[bytes]:
    return ["\n".join(block).encode() for block in blocks]


def _province(line: str) -> str:
    return line.partition(TAB)[0]
