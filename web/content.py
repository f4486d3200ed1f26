"""The content rooms' blueprints: search, letters, intake, reading and their JSON API. Add a room's `place` here."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
