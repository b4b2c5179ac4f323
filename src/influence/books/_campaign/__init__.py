"""The campaign file: what was agreed, read key by key."""
