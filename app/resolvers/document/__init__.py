"""The document stage: GraphQL text becomes a checked document, or a refusal that repeats nothing of it."""
