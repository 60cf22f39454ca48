"""The people of the simulated world and their ids."""
