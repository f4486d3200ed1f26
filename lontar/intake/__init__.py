"""Files on their way in, and the order in which letters show their pages."""
