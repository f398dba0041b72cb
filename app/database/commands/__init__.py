"""What commands write, one module per table or aggregate: SQL alone, no decision."""
