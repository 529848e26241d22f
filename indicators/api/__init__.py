"""The API of proof, indicators and campaigns."""
