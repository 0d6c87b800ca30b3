"""The domain of the PAR index (Chỉ số cải cách hành chính): criteria, campaigns, scores, ranking.

This room knows no workbook and imports nothing of ours. What spreadsheets need of it comes through
`workbook_templates`; what people run comes through `macros_py`.
"""

__version__ = "0.1.0"
