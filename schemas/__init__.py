"""What things are: documents, value objects, vocabularies and the base of all errors. No I/O here."""
