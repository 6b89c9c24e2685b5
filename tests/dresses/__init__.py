"""The same statements in many dresses: whatever a report dresses its numbers in, no fact may differ from the truth."""
