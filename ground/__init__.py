"""The ground floor: what reading, writing out and conducting share, and nothing that knows of reports."""
