"""The tests of onrecord."""
