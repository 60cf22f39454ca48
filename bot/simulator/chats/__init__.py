"""Chats as text files: written, played and printed."""
