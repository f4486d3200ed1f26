"""The archive: batches, boxes, case files and what becomes of them, each reached from one page."""
