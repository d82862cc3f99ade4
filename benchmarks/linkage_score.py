"""How well do pairs and clusters that a method found agree with what is true?"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

Pairs = Iterable[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall. [0..1]"""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean. [0..1]"""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(found: Pairs, truth: Mapping[int, Hashable]) -> Score:
    """Return how many of the found pairs are true, and how many of the true pairs were found.

    Args:
        found: pairs of records, each once.
        truth: the entity of every record.
    """
    told = list(found)
    right = sum(truth[one] == truth[other] for one, other in told)
    true = sum(size * (size - 1) // 2 for size in Counter(truth.values()).values())
    return Score(right / len(told) if told else 1.0, right / true if true else 1.0)


def clusters(found: Pairs, records: Iterable[int]) -> dict[int, int]:
    """Return for each record the smallest record that pairs lead it to."""
    leads = {record: record for record in records}

    def end_of(record: int) -> int:
        while leads[record] != record:
            leads[record] = leads[leads[record]]
            record = leads[record]
        return record

    for one, other in found:
        low, high = sorted((end_of(one), end_of(other)))
        leads[high] = low
    return {record: end_of(record) for record in leads}


def together(found: Mapping[int, Hashable]) -> Pairs:
    """Return every pair of records that stand in one cluster."""
    held: dict[Hashable, list[int]] = defaultdict(list)
    for record, cluster in found.items():
        held[cluster].append(record)
    for records in held.values():
        ordered = sorted(records)
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                yield one, other


def b_cubed(found: Mapping[int, Hashable], truth: Mapping[int, Hashable]) -> Score:
    """Return precision and recall of a record's company, averaged over records.

    Source:
        Bagga and Baldwin (1998), Entity-Based Cross-Document Coreferencing.
    """
    shared = Counter((found[record], truth[record]) for record in truth)
    in_found, in_truth = Counter(found[r] for r in truth), Counter(truth.values())
    size = len(truth)
    precision = sum(n * n / in_found[cluster] for (cluster, _), n in shared.items()) / size
    recall = sum(n * n / in_truth[entity] for (_, entity), n in shared.items()) / size
    return Score(precision, recall)
