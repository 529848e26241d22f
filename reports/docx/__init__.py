"""Official documents after GB/T 9704-2012: a snapshot goes in, the bytes of a docx come out."""
