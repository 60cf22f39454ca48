"""One file per command of `python -m bot`: each has `arguments(parser)` and `run(args) -> exit code`."""
