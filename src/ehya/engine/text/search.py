"""Which words is a text found by, and what does a search for words ask?"""

import re
from functools import lru_cache

from ehya.engine.text.names import strip_legal_form
from ehya.engine.text.sound import sound_key, spell_out
from ehya.engine.text.spelling import HALF_SPACE, fold

METHOD = "text.search/1"

SOUND = "~"  # stands before a sound, so that it is never taken for a word
LONGEST_WORD = 64  # letters; what is longer is no word and is cut
MOST_WORDS = 12  # of a search; more make it slower and no better
SHORTEST_BEGUN = 3  # consonants; fewer would begin half of all words

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'\u02bc\u02bb\u02be\u02bf\u2018\u2019`´")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?")
_JOINS = re.compile(rf"[{HALF_SPACE}\-\u2010\u2011]")
_SAY_LITTLE = frozenset({"و", "va", "o", "e", "and", "of", "the"})
_KNOWN = 1 << 17  # runs of letters kept with their tokens


def search_tokens(*texts: str) -> frozenset[str]:
    """Return what texts are found by: each word in one spelling, and "~" with its sound.

    A word of several parts (فولاد‌سازان, Boyer-Ahmad) is found by the parts and by the whole.

    Args:
        texts: names, an address, a product, as written.

    Returns:
        Small letters and digits of any script; sounds are Latin behind a "~".
    """
    return frozenset().union(*(_tokens(run) for text in texts for run in text.split()))


def search_words(*texts: str) -> str:
    """Return the text literal of PostgreSQL's `tsvector` that holds what texts are found by.

    Args:
        texts: as for `search_tokens`.

    Returns:
        E.g. "'foolad' '~fld'"; in a fixed order, empty when there is no word.
    """
    return " ".join(f"'{token}'" for token in sorted(search_tokens(*texts)))


def search_query(text: str) -> str:
    """Return the text literal of PostgreSQL's `tsquery` that asks for the words of a text.

    Every word must be there, as spelt or by its sound; the last may have been begun only. What
    holds a word holds its sound, so that of a whole word the sound alone is asked for. A
    legal form (شرکت, Co.) and words that say little (و, and) are not asked for where another
    word is. Operators, quotes and stars in the text are not obeyed: only letters and digits count.

    Args:
        text: what somebody typed.

    Returns:
        E.g. "'~fld' & ('alb':* | '~alb':*)"; empty when the text has no word, and
        then it asks for nothing: the caller decides.

    Source:
        PostgreSQL 18, chapter 8.11: the text forms of `tsvector` and `tsquery`.
    """
    asked = [word for run in strip_legal_form(text).split() for word in _words(run)]
    words = [word for word in asked if word not in _SAY_LITTLE] or asked
    *whole, last = words[:MOST_WORDS] or [""]
    told = [_ask(word, begun=False) for word in whole]
    return " & ".join([*told, _ask(last, begun=True)] if last else told)


def _ask(word: str, *, begun: bool) -> str:
    sound = sound_key(word)
    if not begun:
        return f"'{SOUND}{sound}'" if sound else f"'{word}'"
    parts = [f"'{word}':*"]
    if sound:
        parts.append(f"'{SOUND}{sound}'{':*' if len(sound) >= SHORTEST_BEGUN else ''}")
    return f"({' | '.join(parts)})"


@lru_cache(maxsize=_KNOWN)
def _tokens(run: str) -> frozenset[str]:
    """Return the tokens of a run of letters without a blank."""
    words = {*_words(run), *_words(_JOINS.sub("", run))}
    sounds = {sound for word in words if (sound := sound_key(word))}
    return frozenset(words | {SOUND + sound for sound in sounds})


def _words(run: str) -> list[str]:
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), spell_out(run))
    found = _WORD.findall(fold(plain.translate(_APOSTROPHES)).text)
    return [word[:LONGEST_WORD] for word in found]
