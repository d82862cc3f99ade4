"""How does a list become a file, and how is it proven that the whole list is in it?

Knows rows and files only; which rows, and whose, is asked in `register.queries.exports`.
"""
