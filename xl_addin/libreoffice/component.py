"""The component LibreOffice loads. It is copied into the .oxt unchanged and runs in LibreOffice's own
Python (3.8 or newer) with the core beside it; no other part of the project is available there.
"""

import struct

import uno
import unohelper
from cchc_catalogue import FUNCTIONS, INTERFACE, WORDS
from cchc_core.cells import ERRORS, VALUE
from cchc_core.sheet_functions import call
from cchc_core.words import Advice, Answers, Messages, SheetWords
from com.sun.star.lang import Locale, XLocalizable, XServiceInfo, XServiceName
from com.sun.star.sheet import LocalizedName, XAddIn, XCompatibilityNames

SERVICE = "CCHC"
IMPLEMENTATION = "vn.cchc.SheetFunctions"

# The core has no texts of its own; it gets those of the forms.
SHEET_WORDS = SheetWords(
    Answers(**WORDS["answers"]),
    Messages(**WORDS["messages"]),
    Advice(**WORDS["advice"]),
    tuple(WORDS["comparison"]),
)

# LibreOffice represents an error as a NaN with the error's number as payload.
OFFICE_ERRORS = {
    "#NULL!": 521,
    "#DIV/0!": 532,
    "#VALUE!": 519,
    "#REF!": 524,
    "#NAME?": 525,
    "#NUM!": 503,
    "#N/A": 32767,
}


def cell(value):
    """A result as LibreOffice accepts it: errors become NaNs."""
    if value in ERRORS:
        (number,) = struct.unpack("<d", struct.pack("<Q", 0x7FF8000000000000 | OFFICE_ERRORS[value]))
        return number
    return value


def ambiguous(argument):
    """Whether an argument may be a blank cell that LibreOffice passes as 0.

    In a range of two or more cells a blank stays a blank, but a reference to one blank cell arrives as the
    number 0. Blank is not 0 here, so a single 0 is refused; formulas should pass whole columns.
    """
    return len(argument) == 1 and len(argument[0]) == 1 and argument[0][0] == 0.0


def method(name):
    """A method of the interface; its arguments are rows of cells."""

    def answer(self, *arguments):
        if any(ambiguous(argument) for argument in arguments):
            return ((cell(VALUE),),)
        return tuple(tuple(cell(value) for value in row) for row in call(name, arguments, SHEET_WORDS))

    answer.__name__ = name
    return answer


class Described(unohelper.Base, XAddIn, XCompatibilityNames, XServiceName, XServiceInfo, XLocalizable):
    """The methods LibreOffice requires of every add-in: names and descriptions, in Vietnamese or English."""

    def __init__(self, context):
        self.locale = Locale("vi", "VN", "")

    def getServiceName(self):
        return SERVICE

    def getImplementationName(self):
        return IMPLEMENTATION

    def supportsService(self, name):
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self):
        return ("com.sun.star.sheet.AddIn", SERVICE)

    def setLocale(self, locale):
        self.locale = locale

    def getLocale(self):
        return self.locale

    def getProgrammaticFuntionName(self, display):
        for name, described in FUNCTIONS.items():
            if display.upper() in (described["excel"], name):
                return name
        return ""

    def getDisplayFunctionName(self, name):
        return FUNCTIONS[name]["excel"] if name in FUNCTIONS else ""

    def getFunctionDescription(self, name):
        return self._said(FUNCTIONS[name]["help"]) if name in FUNCTIONS else ""

    def getDisplayArgumentName(self, name, argument):
        return self._argument(name, argument, "label")

    def getArgumentDescription(self, name, argument):
        return self._argument(name, argument, "help")

    def getProgrammaticCategoryName(self, name):
        return "Add-In"

    def getDisplayCategoryName(self, name):
        return "CCHC"

    def getCompatibilityNames(self, name):
        if name not in FUNCTIONS:
            return ()
        return (LocalizedName(Locale("en", "US", ""), FUNCTIONS[name]["excel"]),)

    def _argument(self, name, argument, what):
        parameters = FUNCTIONS[name]["parameters"] if name in FUNCTIONS else []
        return self._said(parameters[argument][what]) if argument < len(parameters) else ""

    def _said(self, words):
        return words["en" if self.locale.Language == "en" else "vi"]


def make(context):
    """The component. The interface is looked up here and not at import, because its type library is not
    available while the extension is being installed.
    """
    members = {name: method(name) for name in FUNCTIONS}
    made = type("SheetFunctions", (Described, uno.getClass(INTERFACE)), members)
    return made(context)


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(make, IMPLEMENTATION, ("com.sun.star.sheet.AddIn", SERVICE))
