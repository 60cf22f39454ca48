"""Tables of results: ledger, rounds, evidence, signatures, sharing."""
