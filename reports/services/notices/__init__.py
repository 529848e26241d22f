"""The monthly 通报: compiled, checked with the units, worded; then a letter like any other."""
