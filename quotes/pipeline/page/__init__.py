"""One text and what stands on its page, before anybody asks who speaks."""
