"""Real servers for the tests, without containers: Elasticsearch, MongoDB and Redis on loopback.

``install`` brings them, once a machine; a module each starts, kills and stops one; ``__main__`` runs a command while
all three stand. Elasticsearch is Elastic's stripped distribution for integration tests, in which ``stand_in`` takes
the place of the stock parts that no registry carries: whatever rests on those was not proven on Elastic's own.
"""
