"""Sentences that readers stumble over, each with the facts that it may give: any other fact is a wrong number."""
