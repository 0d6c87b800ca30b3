"""The domain of the PAR index (Chỉ số cải cách hành chính): criteria, campaigns, scores, ranking.

This package knows nothing of workbooks and imports no other package of this project. Spreadsheet code uses
it through `workbook_templates`; the commands that people run are in `macros_py`.
"""

__version__ = "0.1.0"
