"""The vocabulary: every message and label a person sees, in Chinese and English, from one place."""

from __future__ import annotations

from nqp_index.terms.language import LANGUAGES, Lang, Text, current_language, joined, text_of, use_language
from nqp_index.terms.lookup import Message, label, messages, sentence, sentence_parts

__all__ = [
    "LANGUAGES", "Lang", "Message", "Text", "current_language", "joined", "label", "messages", "sentence",
    "sentence_parts", "text_of", "use_language",
]  # fmt: skip
