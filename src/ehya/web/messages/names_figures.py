"""What are the house's own counts called, in both languages?"""

from collections.abc import Mapping

from ehya.ledger.rules import load

FIGURES: Mapping[str, Mapping[str, str]] = {
    f"figure.{metric['name']}": {"en": metric["name_en"], "fa": metric["name_fa"]}
    for metric in load("counts")["metric"]
}
