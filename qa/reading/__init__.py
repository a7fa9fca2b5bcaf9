"""Reading: a question and texts to the sentences that answer it and the words that do."""
