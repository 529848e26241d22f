"""Tables that leave as Excel: figures and rows in, a stream out, through `units.sheets_out`."""
