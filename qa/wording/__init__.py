"""Citations to prose."""
