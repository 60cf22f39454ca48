"""What a level asks: its numbers and operators, its steps, and what five of them make together."""
