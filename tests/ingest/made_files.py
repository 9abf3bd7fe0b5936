"""Made files for the tests of reading: Word documents, zips and pages, built part by part."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="二级"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip of members, deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def run(text: str, bold: bool = False, size: int = 0) -> str:
    look = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(
    text: str = "", style: str = "", centred: bool = False, bold: bool = False, size: int = 0, more: str = ""
) -> str:
    """A paragraph; `more` is XML behind its text."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ('<w:jc w:val="center"/>' if centred else "")
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, bold, size) if text else ''}{more}</w:p>"


def word_table(rows: list[list[str]]) -> str:
    """A table; a cell may be XML of its own (`<w:tc>…`)."""
    cells = [
        "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{para(cell)}</w:tc>" for cell in row) for row in rows
    ]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*body: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document with these paragraphs and tables, and further parts."""
    document = f"<w:document {W} {MC} {V}><w:body>{''.join(body)}</w:body></w:document>"
    return zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": document, "word/styles.xml": STYLES, **(parts or {})}
    )


def core(title: str = "", creator: str = "", created: str = "") -> dict[str, str | bytes]:
    """The core properties of a document as a part."""
    return {
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    }
