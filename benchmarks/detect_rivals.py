"""How do hmmlearn and ruptures tell the same mines? Run by build/rivals/bin/python, never by us.

Reads JSON from stdin: `sequences`, each a list of log ratios to the running maximum, with missing
years left out, as neither takes them. Writes JSON: for each rival its scores and seconds.
Not installed by the project: `build/rivals/bin/pip install hmmlearn ruptures`.
"""

import json
import sys
import time

import numpy as np


def by_hmm(sequences: list[np.ndarray]) -> np.ndarray:
    """Return the chance of the lowest of three Gaussian states."""
    from hmmlearn.hmm import GaussianHMM

    rows = np.concatenate(sequences)
    model = GaussianHMM(3, covariance_type="diag", n_iter=50, random_state=1403)
    model.fit(rows, [len(each) for each in sequences])
    order = np.argsort(model.means_.sum(axis=1))
    return model.predict_proba(rows, [len(each) for each in sequences])[:, order[0]]


def by_ruptures(sequences: list[np.ndarray]) -> np.ndarray:
    """Return minus the mean of the segment that PELT puts a year into."""
    import ruptures

    found = []
    for each in sequences:
        ends = [len(each)]
        if len(each) >= 4:
            ends = ruptures.Pelt(model="l2", min_size=1, jump=1).fit(each).predict(pen=1.0)
        start = 0
        for end in ends:
            found.extend([-float(each[start:end].mean())] * (end - start))
            start = end
    return np.array(found)


def main() -> None:
    """Answer for each rival that is installed."""
    told = json.load(sys.stdin)
    sequences = [np.array(each, dtype=float) for each in told["sequences"]]
    answer = {}
    for name, rival in (("hmmlearn", by_hmm), ("ruptures", by_ruptures)):
        begun = time.process_time()
        try:
            answer[name] = {"score": rival(sequences).tolist()}
        except ImportError:
            continue
        answer[name]["seconds"] = time.process_time() - begun
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
