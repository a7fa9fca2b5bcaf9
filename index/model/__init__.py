"""The embedding model that ships with the package, and the script that makes its files."""
