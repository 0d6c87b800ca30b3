"""Appraisal from claim to decision: rounds, the board, and who may score what. Knows nothing of workbooks."""
