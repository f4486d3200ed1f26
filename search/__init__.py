"""Query language, syntax tree, engine; analysis, highlighting, facets."""
