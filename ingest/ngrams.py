"""Runs of characters, by which texts are compared: no segmentation is needed and no word is unknown."""

from __future__ import annotations


def shingles(text: str, length: int) -> set[str]:
    """All runs of `length` letters and digits of a text; punctuation and white space are left out first."""
    letters = "".join(character for character in text if character.isalnum())
    return {letters[i : i + length] for i in range(len(letters) - length + 1)}


def bigrams(text: str) -> set[str]:
    """Pairs of neighbouring letters or digits."""
    return shingles(text, 2)
