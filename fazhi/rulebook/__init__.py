"""Rules, cues and topics as rows: an office's own beside the project's, and the cases that each of them must meet."""
