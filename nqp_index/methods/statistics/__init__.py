"""Array statistics that judge an index: coherence, importance, variance shares, ranks over draws."""
