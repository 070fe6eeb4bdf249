#!/usr/bin/env bash
# Makes the PDFs and images in pdf/ anew, from a directive in HTML. It needs
# LibreOffice, poppler-utils, ImageMagick, ghostscript, tesseract and the DejaVu
# fonts; the tests need none of its makers, since what it makes is kept.
set -euo pipefail
cd "$(dirname "$0")/pdf"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# office FILE.html: FILE.pdf as LibreOffice prints it.
office() {
	soffice --headless --convert-to odt:writer8 --infilter='HTML (StarWriter)' --outdir "$work" "$1" >/dev/null
	soffice --headless --convert-to pdf --outdir "$work" "$work/$(basename "$1" .html).odt" >/dev/null
}

# Pages of text, with a letterhead and a signature of two columns.
office directive.html
cp "$work/directive.pdf" directive.pdf

# The same words in letters of an ABC font: what a reader without the font sees.
office old-font.html
cp "$work/old-font.pdf" old-font.pdf

# One that asks for a password, and one that is cut off.
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -sOwnerPassword=chu -sUserPassword=khach -dEncryptionR=3 -dKeyLength=128 \
	-sOutputFile=locked.pdf directive.pdf
head -c 9000 directive.pdf >cut.pdf

# Scans: 150 dpi, noisy, turned by 2 degrees.
pdftoppm -r 150 -gray directive.pdf "$work/page"
for n in 1 2; do
	convert "$work/page-$n.pgm" -background white -rotate 2 +repage -attenuate 0.25 +noise Gaussian -blur 0x0.4 -quality 18 "$work/scan-$n.jpg"
done
printf '%s\n' "$work/scan-1.jpg" "$work/scan-2.jpg" >"$work/list"
tesseract "$work/list" "$work/scan" --dpi 150 pdf 2>/dev/null # puts text under the images, which is taken out again
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dFILTERTEXT -sOutputFile=scan.pdf "$work/scan.pdf"
cp "$work/scan-2.jpg" scan.jpg
convert "$work"/page-?.pgm -background white -rotate -1.5 +repage -threshold 60% -units PixelsPerInch -density 150 -compress Group4 scan.tiff
convert "$work/page-1.pgm" -crop x50%+0+0 +repage -threshold 60% -rotate 180 +repage -type bilevel upside-down.png
convert "$work/page-1.pgm" -crop x50%+0+0 +repage -threshold 60% -rotate 90 +repage -type bilevel sideways.png

# A page of text and a scanned one.
pdfseparate directive.pdf "$work/text-%d.pdf"
pdfseparate scan.pdf "$work/image-%d.pdf"
pdfunite "$work/text-1.pdf" "$work/image-2.pdf" mixed.pdf

# Letters that lost what they stand for, as printing a PDF of ghostscript again leaves them.
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -dLastPage=1 -sOutputFile="$work/first.pdf" directive.pdf
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -sOutputFile=no-unicode.pdf "$work/first.pdf"

# A scan under the text that an English reader made of it.
convert "$work/page-1.pgm" -threshold 60% -type bilevel -units PixelsPerInch -density 150 "$work/english.png"
tesseract "$work/english.png" "$work/broken" -l eng pdf 2>/dev/null
cp "$work/broken.pdf" broken-text.pdf
ls -l
