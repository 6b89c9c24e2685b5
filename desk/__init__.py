"""The desk: people check readings on a local page; what they decide lasts as verdicts that are only followed."""
