"""Whether a draft's quotations are on the record."""
