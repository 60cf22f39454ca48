"""The looks: every sentence, card and page that a person sees."""
