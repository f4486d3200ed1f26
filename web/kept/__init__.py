"""What was typed before a sign-in ended: kept for half an hour, and sent once its writer is signed in again."""
