"""Looking into files: a worker with limits, and the pictures and text it hands back."""
