"""The description of the JSON API (OpenAPI 3.1), made from what the routes declare."""

import re
from typing import Any

from office.personal_tokens import CALLED, needed
from web.access import SAFE, Declared, declared
from web.api.shape import ref
from web.api.shapes import SHAPES

ROOMS = ("api.", "uploads.")
BYTES = {"type": "string", "format": "binary"}
TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "A personal token. Its scopes: "
    + "; ".join(f"{scope}: {said}" for scope, said in CALLED.items())
    + ".",
}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


def description() -> dict[str, Any]:
    """The whole document. Every method of an address is there, by the route that declares it."""
    paths: dict[str, dict[str, Any]] = {}
    for one in (one for several in declared.values() for one in several if one.rule):
        if one.endpoint.startswith(ROOMS):
            address = "/api/v1" + PARAMETER.sub(r"{\2}", one.rule)
            paths.setdefault(address, {}).update({method.lower(): _operation(one, method) for method in one.methods})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lontar", "version": "1"},
        "paths": paths,
        "components": {"securitySchemes": {"token": TOKEN}, "schemas": SHAPES},
    }


def _operation(one: Declared, method: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "operationId": f"{one.endpoint.replace('.', '_')}_{method.lower()}",
        "summary": one.summary,
        "parameters": [*_inside(one.rule), *_asked(one)],
        "responses": _answers(one),
    }
    body = {take.name: take.shape for take in one.takes if take.place == "body"}
    if body:
        required = [take.name for take in one.takes if take.place == "body" and take.required]
        shape = {"type": "object", "properties": body, "required": required}
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": shape}}}
    if one.sends:
        found["requestBody"] = {"required": True, "content": {one.sends: {"schema": BYTES}}}
    return found | {"security": [{"token": [needed(str(one.action), method in SAFE)]}] if one.action else []}


def _inside(rule: str) -> list[dict[str, Any]]:
    """The parameters in the address."""
    types = {"int": "integer"}
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": types.get(kind, "string")}}
        for kind, name in PARAMETER.findall(rule)
    ]


def _asked(one: Declared) -> list[dict[str, Any]]:
    return [
        {
            "name": take.name,
            "in": take.place,
            "description": take.help,
            "required": take.required,
            "schema": take.shape,
        }
        for take in one.takes
        if take.place in ("query", "header")
    ]


def _answers(one: Declared) -> dict[str, Any]:
    kinds: dict[str, Any] = {"application/json": {"schema": ref(one.gives)}} if one.gives else {one.kind: {}}
    content = {"content": kinds} if one.gives or one.kind else {}
    said: dict[str, Any] = {str(one.done): {"description": one.summary or "Done.", **content}}
    wrong = {"application/json": {"schema": ref("Error")}}
    return said | {"default": {"description": "What happened, and what to do.", "content": wrong}}
