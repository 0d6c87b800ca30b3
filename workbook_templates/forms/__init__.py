"""The kinds of forms: what each is, declared once, and the table of all."""
