"""Learning: what Markov and Shapley learn from journeys, on an engine or in memory."""
