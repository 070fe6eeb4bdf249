#!/usr/bin/env bash
# Makes the office files that the tests of index/docfile read, out of the seed
# directives and the sources in src/. Needs soffice (libreoffice-writer-nogui,
# libreoffice-calc-nogui), zip and python3; the tests need none of them.
set -euo pipefail
cd "$(dirname "$0")"
seeds=../../directives
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

convert() { # convert FORMAT:FILTER [--infilter=…] FILE…
	local to=$1
	shift
	soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$to" --outdir . "$@" >/dev/null 2>&1
}

for to in "docx:MS Word 2007 XML" "odt" "doc:MS Word 97" "rtf:Rich Text Format"; do
	convert "$to" "--infilter=Text (encoded):UTF8,LF,,," "$seeds"/*.txt
	convert "$to" src/*.fodt
done
# Columns 3 are dates as text in the source: 4 reads them as day, month, year.
convert "xlsx:Calc MS Excel 2007 XML" "--infilter=CSV:44,34,76,1,3/4,1066,false,true" src/so-van-ban-di.csv
convert "xls:MS Excel 97" "--infilter=CSV:44,34,76,1,3/4,1066,false,true" src/so-van-ban-di.csv

python3 - <<'PY'
import glob, zipfile
from email.message import EmailMessage

def message(subject, text):
    m = EmailMessage()
    m["From"] = "Văn thư <vanthu@example.vn>"
    m["To"] = "nhan@example.vn"
    m["Date"] = "Fri, 06 Aug 2021 08:00:00 +0700"
    m["Subject"] = subject
    m.set_content(text)
    return m

def attach(m, path, name, kind):
    main, sub = kind.split("/")
    m.add_attachment(open(path, "rb").read(), maintype=main, subtype=sub, filename=name)

inner = message("Công văn 700", "Gửi kèm công văn 700.\n")
attach(inner, glob.glob("003_*.rtf")[0], "công văn 700.rtf", "application/rtf")
mail = message("Gửi công văn 107 và sổ văn bản", open("src/thu.txt", encoding="utf-8").read())
mail.add_alternative("<p>Kính gửi các đồng chí, <b>bản HTML</b></p>", subtype="html")
attach(mail, glob.glob("000_*.docx")[0], "công văn 107.docx", "application/octet-stream")
attach(mail, "so-van-ban-di.xlsx", "sổ.xlsx", "application/octet-stream")
mail.add_attachment(inner)
mail.set_boundary("phan-cach-1")
for i, part in enumerate(p for p in mail.walk() if p.is_multipart() and p.get_content_maintype() == "multipart"):
    part.set_boundary("phan-cach-%d" % (i + 1))
open("thu.eml", "wb").write(bytes(mail))

def pack(name, members):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as z:
        for member, path in members:
            info = zipfile.ZipInfo(member, (2021, 8, 6, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, open(path, "rb").read())

pack("trong.zip", [("công văn/003.odt", glob.glob("003_*.odt")[0])])
pack("ho-so.zip", [("Năm 2021/107.docx", glob.glob("000_*.docx")[0]), ("Năm 2021/trong.zip", "trong.zip"),
                   ("so.xlsx", "so-van-ban-di.xlsx"), ("ghi chú.txt", "src/thu.txt")])
PY
rm trong.zip
