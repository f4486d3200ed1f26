"""The archive: rules of export and description."""
