"""The words that reading knows: characters, lexicon, topics, places."""
