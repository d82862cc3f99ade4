"""What does a file of projects say, row by row, and what is wrong in it?

`fields` names the columns and words, `reading` turns a file into projects or reasons, `forms` writes
the form to fill. Nothing here knows the database.
"""
