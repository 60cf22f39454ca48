"""Commands that run the bot, or look after it."""
