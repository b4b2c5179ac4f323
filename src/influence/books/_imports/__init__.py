"""Imports: foreign tables rewritten as a campaign book, by a mapping."""
