"""Book: a campaign book credited on frames, and its tables as frames."""
