"""Who is meant, in a report."""
