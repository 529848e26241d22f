"""What pages show, gathered in few queries: seat and rows in, dataclasses out."""
