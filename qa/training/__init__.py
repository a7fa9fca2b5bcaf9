"""How the reader's model is made: `python -m qa.training --data DIR`. Nothing here is needed to answer."""
