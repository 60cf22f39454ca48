"""Every Thai sentence, a file per conversation."""
