"""How long do hmmlearn, ruptures and dynamax take? Run by build/rivals/bin/python, never by us.

Reads JSON from stdin: `sequences`, log ratios of units to their running maximum. Writes JSON: for each
rival the processor seconds to tell the states of so many units, compiling and learning left out for
dynamax, learning included for hmmlearn (which has to learn), and 0 units where it is not installed.
"""

import json
import sys
import time

import numpy as np


def by_hmmlearn(rows: np.ndarray) -> tuple[float, int]:
    """Learn three Gaussian states in ten rounds, tell courses and chances."""
    from hmmlearn.hmm import GaussianHMM

    lengths = [rows.shape[1]] * len(rows)
    flat = rows.reshape(-1, 1)
    begun = time.process_time()
    model = GaussianHMM(3, covariance_type="diag", n_iter=10, tol=0, random_state=1403)
    model.fit(flat, lengths)
    model.predict(flat, lengths)
    model.predict_proba(flat, lengths)
    return time.process_time() - begun, len(rows)


def by_ruptures(rows: np.ndarray) -> tuple[float, int]:
    """Cut two hundred units into segments by PELT."""
    import ruptures

    some = rows[:200]
    begun = time.process_time()
    for each in some:
        ruptures.Pelt(model="l2", min_size=1, jump=1).fit(each).predict(pen=1.0)
    return time.process_time() - begun, len(some)


def by_dynamax(rows: np.ndarray) -> tuple[float, int]:
    """Smooth and decode with three Gaussian states of given rates."""
    import jax
    import jax.numpy as jnp
    from dynamax.hidden_markov_model import hmm_posterior_mode, hmm_smoother

    start = jnp.array([0.8, 0.1, 0.1])
    move = jnp.array([[0.98, 0.01, 0.01], [0.06, 0.93, 0.01], [0.03, 0.01, 0.96]])
    middle, scatter = jnp.array([-0.2, -1.2, -4.0]), jnp.array([0.2, 0.4, 1.0])

    def one(row: "jax.Array") -> tuple["jax.Array", "jax.Array"]:
        odds = -0.5 * ((row - middle) / scatter) ** 2 - jnp.log(scatter)
        told = hmm_smoother(start, move, odds)
        return told.smoothed_probs, hmm_posterior_mode(start, move, odds)

    work = jax.jit(jax.vmap(one))
    given = jnp.asarray(rows)
    jax.block_until_ready(work(given))
    begun = time.process_time()
    jax.block_until_ready(work(given))
    return time.process_time() - begun, len(rows)


def main() -> None:
    """Answer for each rival that is installed."""
    rows = np.array(json.load(sys.stdin)["sequences"], dtype=np.float32)
    answer = {}
    for name, rival in (
        ("hmmlearn", by_hmmlearn),
        ("ruptures", by_ruptures),
        ("dynamax", by_dynamax),
    ):
        try:
            seconds, units = rival(rows)
        except ImportError:
            seconds, units = 0.0, 0
        answer[name] = {"seconds": seconds, "units": units}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
