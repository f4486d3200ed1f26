"""The Flask application, one folder a room.

How to add a page
-----------------
1. `web/ROOM/views.py` with a Flask `Blueprint` and views declared by `web.access.route`:

       place = Blueprint("letters", __name__)

       @route(place, "/letters/<id>", action="letter.read", of=Letter, summary="One letter")
       def letter(thing: Row) -> str:
           return page("letters/letter.html", letter=thing)

   `action` is checked by office.access before the view runs; with `of` the document named by <id> is loaded,
   demanded and handed over as `thing`; without it the action itself is demanded. `SIGNED_IN` is the action of pages
   that every account has. `locked=True` for views that search and render (never for uploads or waiting).
2. Add the blueprint to BLUEPRINTS in web/content.py; a main page adds an `Item` to web/navigation.py.
3. Templates in web/templates/ROOM/ extend base.html and use macros.html. `_("English sentence")` everywhere;
   `python -m web.i18n` then lists what needs an Indonesian sentence.
4. Styles in web/static/lontar.css, modules in web/static/*.js: nothing inline, the policy of web/headers.py forbids it.
5. A line in tests/web/places.py holds the page to what every page holds to; a form that can be wrong has one in
   tests/web/test_wrong_forms_browser.py. `python -m tests.web.shots FOLDER NAME` makes pictures of it: look at them.
"""
