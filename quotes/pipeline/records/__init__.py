"""From attributions with their speakers to `quotes.records.Quote`."""
