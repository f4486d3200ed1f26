"""Outgoing letters before they are signed: templates, versions, sending back, initials."""
