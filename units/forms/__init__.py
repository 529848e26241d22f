"""Forms of the pages: what is typed, its shape and its sentences; rules are in the services."""
