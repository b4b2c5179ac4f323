"""Settling: what each creator is owed, from sums that an engine adds up."""
