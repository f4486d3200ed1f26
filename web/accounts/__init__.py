"""Accounts: signing in and out, passwords, sessions, personal tokens. Flask-Security over our store."""
