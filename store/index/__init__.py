"""The derived index: lists, search, speakers and marks in SQLite.

It is made from the documents and the readers' states and from nothing else; it
may be deleted at any time. It remembers each part's stamp; parts that came are
read in, and where one changed or went, everything is made anew.
"""

from store.index.index import Index
from store.index.place import Place

__all__ = ["Index", "Place"]
