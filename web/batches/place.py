"""The blueprint of digitising batches, and what its pages share."""

from flask import Blueprint

place = Blueprint("batches", __name__)
ACTION = "batch.manage"
