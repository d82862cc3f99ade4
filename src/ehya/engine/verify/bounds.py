"""Between which bounds does a share lie while of some nobody knows?"""

from ehya.engine.refusal import Refusal

METHOD = "verify.afterwards/1"


def bounds(yes: int, unknown: int, of: int) -> tuple[float, float]:
    """Return the least and the greatest share, whatever those are of which nobody knows.

    No chance is in it: nothing is assumed of those who were not looked at.

    Args:
        yes: of which it is known to be so. [counted things]
        unknown: of which nobody knows. [counted things]
        of: all. [counted things]

    Returns:
        Lowest and highest share; 0 and 1 where there is none. [0..1]

    Raises:
        Refusal: "verify.counts_do_not_fit" where parts exceed the whole, or are below nothing.

    Source:
        Manski (2003), Partial Identification of Probability Distributions, §1.2: worst-case bounds.
    """
    if min(yes, unknown, of) < 0 or yes + unknown > of:
        raise Refusal("verify.counts_do_not_fit", yes=yes, unknown=unknown, of=of)
    return (yes / of, (yes + unknown) / of) if of else (0.0, 1.0)
