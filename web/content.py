"""The blueprints of the content rooms, from the search to the health of the process. Add a room's `place` here."""

from flask import Blueprint

from web.api.views import place as api
from web.archive.views import place as archive
from web.batches.views import place as batches
from web.calendar.views import place as calendar
from web.casefiles.views import place as casefiles
from web.confirm.views import place as confirm
from web.delegations.views import place as delegations
from web.describing.views import place as describing
from web.drafts.views import place as drafts
from web.health.views import place as health
from web.importing.views import place as importing
from web.intake.views import place as intake
from web.jobs.views import place as jobs
from web.ledger.views import place as ledger
from web.letters.views import place as letters
from web.loans.views import place as loans
from web.notices.views import place as notices
from web.presence.views import place as presence
from web.proof.views import place as proof
from web.reading.views import place as reading
from web.registers.views import place as registers
from web.retention.views import place as retention
from web.review.views import place as review
from web.routing.views import place as routing
from web.saved.views import place as saved
from web.search.views import place as search
from web.sending.views import place as sending
from web.shelving.views import place as shelving
from web.sign.views import place as sign
from web.tags.views import place as tags
from web.uploads.views import place as uploads
from web.verifying.views import place as verifying

BLUEPRINTS: tuple[Blueprint, ...] = (
    search, saved, letters, calendar, routing, intake, batches, reading, review, confirm, jobs, tags, casefiles,
    describing, loans, retention, archive, proof, importing, shelving, uploads, api, notices, delegations, presence,
    registers, drafts, sign, sending, ledger, health, verifying,
)  # fmt: skip
