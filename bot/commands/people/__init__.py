"""Commands about persons: enroll, export, remove, the officer's sheet."""
