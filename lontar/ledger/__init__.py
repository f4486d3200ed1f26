"""What is unactioned: whose it is, how old, how late; the numbers of it, which a follower keeps."""
