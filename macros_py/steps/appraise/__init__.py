"""The steps of the appraisal: issue a round's forms, merge the returned ones, report what is outstanding."""
