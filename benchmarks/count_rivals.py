"""How long does fast-poibin take for the same cases? Run by build/rivals/bin/python, never by us.

Reads JSON from stdin: `chances`, `rounds`. Writes JSON: `ms` of each round after one that is not
counted, and `law`; nothing of these where it is not installed.
Not installed by the project: `build/rivals/bin/pip install fast-poibin`.
"""

import json
import sys
import time

import numpy as np


def main() -> None:
    """Answer, or say by an empty answer that there is nothing to compare with."""
    told = json.load(sys.stdin)
    try:
        from fast_poibin import PoiBin
    except ImportError:
        json.dump({}, sys.stdout)
        return
    spent = []
    chances = np.array(told["chances"])
    law = PoiBin(chances).pmf
    for _ in range(told["rounds"]):
        begun = time.perf_counter()
        law = PoiBin(chances).pmf
        spent.append((time.perf_counter() - begun) * 1000)
    json.dump({"ms": spent, "law": law.tolist()}, sys.stdout)


if __name__ == "__main__":
    main()
