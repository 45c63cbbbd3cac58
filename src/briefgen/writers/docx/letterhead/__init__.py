"""Word files on a letterhead: the designer's file is where the document begins, and stays what it is around the text."""
