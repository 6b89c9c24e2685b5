"""Kills and swaps: that no half-built warehouse is ever seen, tried on real processes."""
