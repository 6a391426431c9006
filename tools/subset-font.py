"""The font of printed forms (docs/decisions/0019-printed-forms.md), out of the whole Noto Sans CJK.

    apt-get install fonts-noto-cjk python3-fonttools python3-brotli
    /usr/bin/python3 tools/subset-font.py

Keeps every character of Chinese that the font has, so that no name is printed as a box, and leaves out what a form
never needs: Hangul, other weights, hinting, vertical setting. Adds the two tick boxes, which the font has not.
"""

import io
import brotli
from fontTools import subset
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection

SOURCE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
FAMILY = "Noto Sans CJK SC"
TARGET = "data/fonts/NotoSansCJKsc-subset.otf.br"

KEPT = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2C6, 0x2DD), (0x391, 0x3C9), (0x2010, 0x206F), (0x20AC, 0x20AC),
    (0x2100, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x266F), (0x2E80, 0x2FDF), (0x3000, 0x30FF), (0x3220, 0x33FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
    (0x20000, 0x3FFFF),
]  # fmt: skip

SQUARE = [[(120, -40), (880, -40), (880, 720), (120, 720)], [(170, 10), (170, 670), (830, 670), (830, 10)]]
TICK = [(265, 345), (425, 165), (745, 560), (700, 600), (422, 252), (305, 385)]
# Characters that nobody needs lend their glyphs.
ADDED = {0x2610: (0x2663, SQUARE), 0x2611: (0x2664, [*SQUARE, TICK])}


def main():
    font = next(f for f in TTCollection(SOURCE).fonts if f["name"].getDebugName(1) == FAMILY)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG", "GPOS", "GSUB", "GDEF"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
    subsetter.subset(font)
    for code, (lender, outline) in ADDED.items():
        draw(font, font.getBestCmap()[lender], outline)
        for table in font["cmap"].tables:
            if table.isUnicode() and lender in table.cmap:
                table.cmap[code] = table.cmap.pop(lender)
    made = io.BytesIO()
    font.save(made)
    with open(TARGET, "wb") as out:
        out.write(brotli.compress(made.getvalue(), quality=11, lgwin=24))


def draw(font, name, outline):
    top = font["CFF "].cff.topDictIndex[0]
    private = top.FDArray[top.FDSelect[font.getGlyphID(name)]].Private
    font["hmtx"][name] = (1000, 120)
    pen = T2CharStringPen(1000 - private.nominalWidthX, None)
    for contour in outline:
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    top.CharStrings[name] = pen.getCharString(private=private, globalSubrs=top.GlobalSubrs)


main()
