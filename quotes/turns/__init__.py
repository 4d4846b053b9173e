"""Who speaks in a transcript, turn by turn: interviews, hearings, subtitles. Knows no quotations."""

from quotes.turns.turn import Turn

__all__ = ["Turn"]
