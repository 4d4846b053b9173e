"""What differs by language, as data: `en/` has word lists, the modules name them for their users.

The lowest layer: it imports nothing of the rest.
"""
