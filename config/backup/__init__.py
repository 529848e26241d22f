"""Database and files of the same moment, written aside and brought back.

A backup is a directory: `database.*`, `blobs/` as under `BLOB_DIR`, and `manifest.json`, which is
written last: without it the backup is not complete.
"""
