"""Reads the forms of the appraisal, over the same sheets and typed cells as unit forms."""
