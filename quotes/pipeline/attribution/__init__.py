"""Which words belong together: content, cue and source; for reports and stories."""
