"""A second reader: a language model behind any server of the OpenAI chat protocol reads the landed passages again.

It is asked about one passage at a time, in which the landed figures are numbered, so that it can only point at figures
that are there. What it says lands beside the rules' readings and is never a fact by itself.
"""
