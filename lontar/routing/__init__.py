"""The office work on letters: registering, dispositions, answers, closing."""
