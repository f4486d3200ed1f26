"""Pages as they were read: drawn, read anew, corrected by people, copied to give away."""
