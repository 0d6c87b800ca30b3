"""The functions behind an xlwings Server, for provinces that host one: Excel on the web, on Mac, 2021, 365.

xlwings Server is under a licence of its own (docs/tien-ich.md); nothing else of the project imports this.
"""
