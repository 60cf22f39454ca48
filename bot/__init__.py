"""The edges: HTTP, LINE, disk, clock and simulator."""
