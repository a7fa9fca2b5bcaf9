"""The user interfaces: the terminal commands and the page. They ask `qa` and render what it answers."""
