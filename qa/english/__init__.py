"""English words that question, evidence and verification share."""
