"""A column of texts as numbers over its distinct values, straight from the bytes: no object per cell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nqp_index.reading.plain_look import Letters, Look, Places
from nqp_index.reading.sheet import Labels

#: Bytes of the longest label; longer texts are for the ordinary reader.
LONGEST = 256
Words = NDArray[np.uint64]
_WORD = 8
#: The bytes of a word that belong to a text of which so many are left.
_OWN = np.array([(1 << 8 * n) - 1 for n in range(_WORD)] + [2**64 - 1], np.uint64)
#: By which the words of a text are mixed into one number. Two texts of one number are found out.
_ODD, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


def labels_of(look: Look, column: int) -> Labels | None:
    """The texts of a column; None when they are no labels. Raises ValueError where they are no UTF-8."""
    import pandas as pd

    starts, lengths = look.fields(column)
    if lengths.max() > LONGEST:
        return None
    words = list(_words(look.letters, starts, lengths))
    mixed = words[0]
    for word in words[1:]:
        mixed = (mixed ^ (mixed >> _SHIFT)) * _ODD + word
    numbers, found = pd.factorize(mixed)
    first = np.searchsorted(np.maximum.accumulate(numbers), np.arange(len(found)))
    if len(words) > 1 and any((word != word[first][numbers]).any() for word in words):
        return None
    ends = (starts + lengths)[first].tolist()
    texts = [str(look.letters[a:b].data, "utf-8") for a, b in zip(starts[first].tolist(), ends, strict=True)]
    return Labels(numbers, texts)


def _words(letters: Letters, starts: Places, lengths: Places) -> Iterator[Words]:
    """The bytes of every text by eights, zero behind its end."""
    anywhere: Words = np.ndarray((len(letters) - _WORD + 1,), "<u8", letters, strides=(1,))
    shortest, longest = int(lengths.min()), int(lengths.max())
    for begin in range(0, max(longest, 1), _WORD):
        wanted = starts + begin
        at = np.minimum(wanted, len(anywhere) - 1)
        word = anywhere[at]
        if at[-1] < wanted[-1]:  # the last text ends nearer to the end of the file than a word is long
            word >>= ((wanted - at) * 8).astype(np.uint64)
        if shortest < min(longest, begin + _WORD):
            word &= _OWN[np.clip(lengths - begin, 0, _WORD)]
        elif longest < begin + _WORD:
            word &= _OWN[longest - begin]
        yield word
