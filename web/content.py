"""The blueprints of the content rooms, from the search to the health of the process. Add a room's `place` here."""

from flask import Blueprint

from web.api.views import place as api
from web.batches.views import place as batches
from web.casefiles.views import place as casefiles
from web.confirm.views import place as confirm
from web.health.views import place as health
from web.intake.views import place as intake
from web.jobs.views import place as jobs
from web.ledger.views import place as ledger
from web.letters.views import place as letters
from web.reading.views import place as reading
from web.review.views import place as review
from web.saved.views import place as saved
from web.search.views import place as search
from web.tags.views import place as tags
from web.uploads.views import place as uploads

BLUEPRINTS: tuple[Blueprint, ...] = (
    search, saved, letters, intake, batches, reading, review, confirm, jobs, tags, casefiles, uploads, api, health,
    ledger,
)  # fmt: skip
