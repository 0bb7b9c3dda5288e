"""The use cases: one call per request, with actor, transaction and one entry in the ledger."""
