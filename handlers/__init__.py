"""The words: from what a person says to what we say back."""
