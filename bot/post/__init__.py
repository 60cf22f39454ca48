"""LINE in, LINE out: inbox, mailbox, outbox, sender."""
