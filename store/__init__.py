"""Everything about wire stories that is true without a screen.

Bytes become articles (`store.ingest`), articles give up who said what
(`store.quotes`), and `store.library` keeps both. Nothing here imports
Textual, Rich or the reader.
"""
