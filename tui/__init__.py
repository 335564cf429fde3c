"""The terminal reader and its command line. Imports the store; the store never imports this."""
