"""What is done to many letters at once: jobs, tags, case files, export."""
