"""What letters say and which belong together: fields, people's word on them, threads, doubles."""
