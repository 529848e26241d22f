"""What the letters say: facts and the drafter's words in, a snapshot for `reports.docx` out. Pure."""
