"""Work on letters as a state: leases, and the sweeper that picks up what a dead worker left."""
