"""What does a file of claims that somebody hands in say, row by row, and what is wrong in it?

`sheet` turns bytes into rows of text, `columns` finds which column is which, `words` and `rows`
turn a row into a published figure or into reasons why not, `papers` writes what goes back.
Nothing here knows the database.
"""
