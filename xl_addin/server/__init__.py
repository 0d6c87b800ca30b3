"""The functions on an xlwings Server, for provinces that host one: Excel on the web, on Mac, 2021, 365.

xlwings Server has its own licence (docs/tien-ich.md); no other part of the project imports this package.
"""
