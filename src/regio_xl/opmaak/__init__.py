"""The drawing kit: how everything on a tab looks. The only place that knows styles, besides the
tabs."""
