"""Getting reports from the web: politely, within bounds, never from inside a private network, and kept as they came."""
