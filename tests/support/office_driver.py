"""Drives a headless LibreOffice by UNO: opens, edits, recalculates and saves.

It is run by a Python that has `uno` (the system's, or LibreOffice's own), so it uses only the standard library. It
reads a job as JSON from standard input, {"command": [soffice and its options], "files": [[from, to], ...], "edits":
[[sheet, cell, value], ...], "recalculate": whether everything is recalculated after the edits}, and prints the
descriptions of our functions that LibreOffice has. It asks for them after the files, because asking loads them.
"""

import json
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException


class Office:
    """A running LibreOffice."""

    def __init__(self, command):
        pipe = "cchc%d" % (time.time_ns() % 10**12)
        self.process = subprocess.Popen(
            [
                *command,
                "--headless",
                "--norestore",
                "--nologo",
                "--accept=pipe,name=%s;urp;" % pipe,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        url = "uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe
        for _ in range(300):
            try:
                self.context = resolver.resolve(url)
                break
            except NoConnectException:
                time.sleep(0.1)
        else:
            raise SystemExit("LibreOffice did not start")

    def make(self, service):
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)

    def stop(self):
        try:
            self.make("com.sun.star.frame.Desktop").terminate()
        except DisposedException:
            pass
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()


def named(name, value):
    return PropertyValue(name, 0, value, 0)


def convert(office, source, target, edits, recalculate):
    desktop = office.make("com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(source, "_blank", 0, (named("Hidden", True),))
    for sheet, cell, value in edits:
        place = document.Sheets.getByName(sheet).getCellRangeByName(cell)
        if isinstance(value, str):
            place.String = value
        else:
            place.Value = value
    if recalculate:
        document.calculateAll()
        started = time.time()
        document.calculateAll()
        sys.stderr.write("%.1f\n" % (1000 * (time.time() - started)))
    document.storeToURL(target, (named("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def functions(office):
    described = office.make("com.sun.star.sheet.FunctionDescriptions")
    for number in range(described.Count):
        each = {part.Name: part.Value for part in described.getByIndex(number)}
        if "CCHC" in each["Name"].upper():
            yield [each["Name"], each["Description"], [part.Name for part in each["Arguments"]]]


def main():
    job = json.load(sys.stdin)
    office = Office(job["command"])
    try:
        for source, target in job["files"]:
            convert(office, source, target, job.get("edits", []), job.get("recalculate", True))
        print(json.dumps(list(functions(office))))
    finally:
        office.stop()


if __name__ == "__main__":
    main()
