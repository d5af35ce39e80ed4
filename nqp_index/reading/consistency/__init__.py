"""What a parser cannot see: conflicts, sums, magnitudes, jumps, gaps. Everything is told, nothing is repaired."""
