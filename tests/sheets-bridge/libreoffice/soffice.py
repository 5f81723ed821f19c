# SPDX-License-Identifier: GPL-3.0-or-later
"""LibreOffice without a window, in a profile of its own, that fetches what WEBSERVICE asks for.

--convert-to never fetches: it loads documents without updating their links. A Basic macro can ask for that
(UpdateDocMode 3, FULL_UPDATE), in a folder that the profile trusts.
"""

import csv
import os
import pathlib
import signal
import subprocess

TIMEOUT_S = 120

MACRO = """
Function PV(n, v)
  p = CreateUnoStruct("com.sun.star.beans.PropertyValue")
  p.Name = n
  p.Value = v
  PV = p
End Function
Sub ToCsv(src, dst)
  d = StarDesktop.loadComponentFromURL(ConvertToURL(src), "_blank", 0, Array(PV("Hidden", True), PV("UpdateDocMode", 3)))
  d.storeToURL(ConvertToURL(dst), Array(PV("FilterName", "Text - txt - csv (StarCalc)"), PV("FilterOptions", "44,34,76")))
  d.close(True)
End Sub
"""

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{}</script:module>
"""

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""

TRUST = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="SecureURL" oor:op="fuse">'
    "<value><it>{}</it></value></prop></item></oor:items>"
)

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"
  office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Sheet1">
{}
</table:table></office:spreadsheet></office:body></office:document>
"""


def attribute(text):
    """Escapes a text for an XML attribute, line breaks included."""
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\n", "&#10;"), ("\t", "&#9;")):
        text = text.replace(char, entity)
    return text


def cell(content):
    """A formula begins with “=IF(”, as the one of these tests does; anything else is text."""
    if content.startswith("=IF("):
        return f'<table:table-cell table:formula="of:{attribute(content)}"/>'
    return f'<table:table-cell office:value-type="string" office:string-value="{attribute(content)}"/>'


class Soffice:
    """One private profile; not for two documents at the same time."""

    def __init__(self, folder):
        self.profile = pathlib.Path(folder) / "profile"
        self.sheets = pathlib.Path(folder) / "sheets"
        self.sheets.mkdir()
        self.run("--terminate_after_init")  # a first start overwrites user/basic, so it comes before the macro
        basic = self.profile / "user/basic/Standard"
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "Module1.xba").write_text(MODULE.format(attribute(MACRO).replace("&#10;", "\n")), "utf-8")
        (basic / "script.xlb").write_text(LIBRARY, "utf-8")
        settings = self.profile / "user/registrymodifications.xcu"
        trusted = TRUST.format(self.sheets.as_uri())
        settings.write_text(settings.read_text("utf-8").replace("</oor:items>", trusted), "utf-8")

    def run(self, *arguments):
        profile = f"-env:UserInstallation={self.profile.as_uri()}"
        process = subprocess.Popen(
            ["soffice", profile, "--headless", "--norestore", "--nologo", *arguments],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        try:
            process.wait(TIMEOUT_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # soffice is a script: the program is its child
            process.wait()
            raise

    def calculate(self, rows):
        """Opens a sheet of these rows, lets it fetch, and returns the rows of the CSV file that it saves."""
        source = self.sheets / "sheet.fods"
        target = self.sheets / "sheet.csv"
        target.unlink(missing_ok=True)
        lines = ("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
        source.write_text(DOCUMENT.format("\n".join(lines)), "utf-8")
        self.run(f'macro:///Standard.Module1.ToCsv("{source}","{target}")')
        if not target.exists():  # its exit status says nothing
            raise AssertionError("LibreOffice saved no CSV file")
        with target.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))
