"""One file a form of the store, in order."""
