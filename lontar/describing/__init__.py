"""What the archive consists of and where its paper is: description, case files' contents, lists, loans."""
