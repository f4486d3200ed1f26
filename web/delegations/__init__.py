"""Who acts for whom: delegates by period."""
