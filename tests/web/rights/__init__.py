"""Whatever a person asks, through whichever door: only letters that they may read are told of, and all of these."""
