"""The Flask application, one folder a room."""
