"""Tables of the post: inbox, outbox, questions, unread."""
