"""The desk: people check readings on a local page, and what they decide lasts as verdicts that are only ever followed."""
