"""The panes: each draws what it is given and says what happened, and knows no neighbour."""
