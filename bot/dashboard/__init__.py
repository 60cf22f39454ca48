"""The pages that open from a link in chat: the same scorecards, drawn for a phone, a desk and paper."""
