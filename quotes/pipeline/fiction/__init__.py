"""Who is meant, in a story."""
