"""Which rules found a quote: the number that stored stories keep beside their quotes."""

from __future__ import annotations

REVISION = 5
"""Raised by hand whenever the rules or the weights find other quotes than before.

Stories read by a lower one are those that `wirereader reindex --quotes` reads
anew. It is a number and no digest of the code, which would call every story
outdated for a comment or a faster loop, and could not tell older from newer:
a program of yesterday would read anew, and worse, what one of today has read.
A test knows what is found in some hundred texts, and fails where it was forgotten.
"""
