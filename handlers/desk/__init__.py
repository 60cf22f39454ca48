"""The nouns of a conversation, what lies before a handler, and what it may read."""
