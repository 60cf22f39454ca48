"""A telephone: what is tapped, typed, photographed, and the events it sends."""
