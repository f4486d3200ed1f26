"""Jobs: leases, the sweeper, the local pool."""
