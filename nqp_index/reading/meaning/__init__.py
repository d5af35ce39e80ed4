"""From a table taken apart to values that know their region, year, series and measure."""
