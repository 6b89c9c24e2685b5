"""The forms that the store has had, each with the way from the one before it."""
