"""The derived index: lists, search, speakers and marks in SQLite, made from the documents and from nothing else.

It may be deleted at any time. It remembers each part's stamp; parts that came
are read in, and where one changed or went, everything is made anew.
"""

from store.index.index import Index, Place

__all__ = ["Index", "Place"]
