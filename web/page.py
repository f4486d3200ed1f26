"""A page from its template."""

from typing import Any

from flask import render_template


def page(template: str, **values: Any) -> str:
    return render_template(template, **values)
