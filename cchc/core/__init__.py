"""Exact arithmetic of the PAR index: rules, indices, ranking.

Standard library only, in the syntax of Python 3.8, because the LibreOffice add-in carries this
package as it is into the interpreter LibreOffice brings along. A test keeps both promises.
"""
