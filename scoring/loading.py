"""From TOML to an Agreement, refusing every number that its document does not prove.

    shipped() -> {agreement id: Agreement}      the agreements in scoring/agreements/, loaded once
    load(text, file, sources) -> Agreement      raises Unproven with every fault of the file
    check(text, file, sources) -> [Fault]       every fault at once, each with its place
"""
