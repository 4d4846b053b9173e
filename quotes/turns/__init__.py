"""Who speaks in a transcript: interviews, hearings, plays, chats. Knows no quotations."""

from quotes.turns.finding import find_turns
from quotes.turns.turn import Turn

__all__ = ["Turn", "find_turns"]
