"""Writing checks: one module a format, each with ``write(checks, stream)``."""
