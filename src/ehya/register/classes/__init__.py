"""What does a unit make, in the world's own classes (ISIC Rev.4)?

`isic` holds the list, `words` tells which class free words mean. Neither knows the database.
"""

from ehya.register.classes.isic import CLASSES, IsicClass, is_isic, isic, roll_up
from ehya.register.classes.words import Guess, isic_of_words

__all__ = ["CLASSES", "Guess", "IsicClass", "is_isic", "isic", "isic_of_words", "roll_up"]
