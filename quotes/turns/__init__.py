"""Who speaks in a transcript: interviews, hearings, plays, chats. Knows no quotations."""

from quotes.turns.finding import find_turns
from quotes.turns.people import Person, who_speaks
from quotes.turns.turn import Turn

__all__ = ["Person", "Turn", "find_turns", "who_speaks"]
