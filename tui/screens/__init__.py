"""The screens: the three panes, and the dialogs over them."""
