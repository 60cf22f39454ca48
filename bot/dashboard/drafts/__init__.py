"""The pages of new agreements: files in, reading beside the paper, questions, a second person, an open round."""
