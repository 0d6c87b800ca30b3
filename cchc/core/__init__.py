"""Exact arithmetic of the PAR index: rules, indices, ranking.

Uses only the standard library and the syntax of Python 3.8, because the LibreOffice add-in copies this
package unchanged into LibreOffice's own interpreter. A test checks both.
"""
