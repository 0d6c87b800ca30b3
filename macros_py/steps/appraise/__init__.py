"""The steps of the appraisal: issue a round's forms, merge what comes back, say what is outstanding."""
