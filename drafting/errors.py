"""What can be wrong with the content of a draft, and with the template that it is typeset by."""

from paper.errors import FileFault
from schemas.errors import LontarError


class NoFont(LontarError):
    """A character that no font of the letters has. `what`: the field's label; `field`: its name."""

    code, title, status, exit_code = "no-font", "A character that cannot be printed", 422, 2
    sentence = "%(what)s holds the character %(character)s (%(codepoint)s), which none of the fonts of letters has."
    advice = "Write it in other words, or leave it out."


class NotOfForm(LontarError):
    """A value that the form of the template has no room for. `field`: its name; `why`: in a few words."""

    code, title, status, exit_code = "not-of-form", "Not as the form wants it", 422, 2
    sentence = "%(what)s cannot be used: %(why)s."
    advice = "Correct it and try again."


class FaultyTemplate(LontarError):
    """`what`: its name; `why`: what the description lacks, or Typst's own words with the line."""

    code, title, status, exit_code = "faulty-template", "Faulty template", 422, 2
    sentence = "The template %(what)s cannot be used: %(why)s."
    advice = "Correct it as docs/templates.md says, or choose another template."


class TemplateStopped(LontarError):
    """A template of the office that went past its limits of memory, time or pages."""

    code, title, status, exit_code = "template-stopped", "Template stopped", 422, 2
    sentence = "The template %(what)s was stopped: %(why)s."
    advice = "Make it simpler: a letter takes a few hundredths of a second. The built-in templates go on working."


class NotEnclosed(FileFault):
    """`why`: in a few words."""

    code, title = "not-enclosed", "Not added"
    sentence = "%(file)s cannot go with a letter: %(why)s."
    advice = "Save it as a PDF on your computer and add that. Nothing of the draft was changed."
