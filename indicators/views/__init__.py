"""Pages of proof, of campaigns and of the import of indicators."""
