"""What does a file that somebody hands in say, row by row, and what is wrong in it?

`opening` turns bytes into rows of text (`lines` for CSV, `workbook` for spreadsheets), `headings`
finds which column is which, `papers` writes what goes back: these serve every kind of file.
`fields`, `cells` and `check` know what a file of units may say. Nothing here knows the database.
"""
