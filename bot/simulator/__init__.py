"""A telephone and a LINE on one machine: people write to the bot here, and its answers arrive here."""
