"""What differs by language, as plain data: titles, pronouns, words for roles."""
