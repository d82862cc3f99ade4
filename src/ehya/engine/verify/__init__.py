"""What brings units back, how soon, and do they stay?

Learnt from what became of cases. What would have become of the same units without anybody's help is
another question, of which nothing here may be read: it asks for units that were not helped and are
alike, and its method (matched or weighted comparison, with its own bounds) belongs into this folder.
"""

from ehya.engine.verify.effects import METHOD, Effect, Rules, Told, learn_effects

__all__ = ["METHOD", "Effect", "Rules", "Told", "learn_effects"]
