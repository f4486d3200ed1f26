"""An empty signature field, put into a letter before its first signature and known to its structure tree: a visible
field that no structure element speaks of would break PDF/UA, and one put there later could not be tagged.

(ISO 32000-2, 14.7.5.3: a widget is reached from a Form element by an object reference, and leads back to it by
StructParent and the ParentTree.)
"""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from signing.signer import CannotBeSigned, NoField, Place

PRINTED_LOCKED = 132
"""Flags of the widget: it is printed (4), and cannot be moved (128)."""
SIGNATURES_EXIST = 1


def with_field(pdf: bytes, place: Place, name: str, label: str) -> bytes:
    """The PDF, written anew, with an empty field at a place. `label`: what is said of it where it is not seen.

    Raises CannotBeSigned for what is signed already or cannot be read, NoField where the name is taken or there is no
    such page."""
    try:
        document = pikepdf.open(BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise CannotBeSigned(why="it is damaged, or no PDF") from error
    with document:
        form = _form(document)
        taken = [str(one.get("/T", "")) for one in form.Fields]
        if any(one.get("/FT") == Name.Sig and "/V" in one for one in form.Fields):
            raise CannotBeSigned(why="it is signed already, and a field had to be made before")
        if name in taken or not 0 < abs(place.page) <= len(document.pages):
            raise NoField(field=name, known=", ".join(taken) or "-")
        page = document.pages[place.page - (place.page > 0)]
        widget = _widget(document, page, place, name, label)
        form.Fields.append(widget)
        if "/StructTreeRoot" in document.Root:
            _tag(document, page, widget, label)
        out = BytesIO()
        document.save(out, fix_metadata_version=False)  # its XMP says what it is, and stays as it is
    return out.getvalue()


def _form(document: Pdf) -> Object:
    """The form of a document, made where there is none."""
    if "/AcroForm" not in document.Root:
        document.Root.AcroForm = document.make_indirect(Dictionary(Fields=Array([]), SigFlags=SIGNATURES_EXIST))
    form = document.Root.AcroForm
    form.SigFlags = int(form.get("/SigFlags", 0)) | SIGNATURES_EXIST
    if "/Fields" not in form:
        form.Fields = Array([])
    return form


def _widget(document: Pdf, page: Page, place: Place, name: str, label: str) -> Object:
    """The field and its annotation in one, on the page. It looks like nothing as yet, which PDF/A wants to be said."""
    x0, y0, x1, y1 = place.box
    nothing = document.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, x1 - x0, y1 - y0]))
    widget = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(name),
            TU=String(label),
            Rect=Array([round(side, 2) for side in place.box]),
            F=PRINTED_LOCKED,
            P=page.obj,
            AP=Dictionary(N=nothing),
        )
    )
    page.obj.Annots = Array([*page.obj.get("/Annots", []), widget])
    page.obj.Tabs = Name.S
    return widget


def _tag(document: Pdf, page: Page, widget: Object, label: str) -> None:
    """A Form element at the end of the document's structure that leads to the widget, and back."""
    tree = document.Root.StructTreeRoot
    top = tree.K[0] if isinstance(tree.K, Array) else tree.K
    reference = Dictionary(Type=Name.OBJR, Obj=widget, Pg=page.obj)
    element = document.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=top, Alt=String(label), Pg=page.obj, K=reference)
    )
    kids = top.get("/K", Array([]))
    top.K = Array([*(kids if isinstance(kids, Array) else [kids]), element])
    parents = pikepdf.NumberTree(tree.ParentTree)
    number = max([int(tree.get("/ParentTreeNextKey", 0)), *(key + 1 for key in parents)])
    parents[number] = element
    widget.StructParent = number
    tree.ParentTreeNextKey = number + 1
