package docfile

import (
	"strings"
	"testing"
)

const mailTop = "From: a@example.vn\nTo: b@example.vn\nSubject: Gửi công văn\nMIME-Version: 1.0\n"

func TestMail(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"plain", mailTop + "\nKính gửi\n", "[]Kính gửi"},
		{"quoted-printable", mailTop + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nK=C3=ADnh g=\n=E1=BB=ADi\n", "[]Kính gửi"},
		{"windows-1258", mailTop + "Content-Type: text/plain; charset=windows-1258\n\nT\xea\xec n\xe0y\n", "[]Tê\u0301 này"},
		{"a page", mailTop + "Content-Type: text/html\n\n<p>Kính<script>x()</script> gửi</p>", "[]Kính gửi"},
		{"alternatives", mailTop + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nchữ\n--b\nContent-Type: text/html\n\n<p>trang</p>\n--b--\n", "[]chữ"},
		{"an empty alternative", mailTop + "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>trang</p>\n--b--\n", "[]trang"},
		{"attachments of one name", mailTop + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nxin gửi\n" + strings.Repeat("--b\nContent-Type: text/plain; name=cv.txt\nContent-Disposition: attachment\n\nSố 1\n", 2) + "--b--\n", "[]xin gửi [cv.txt]Số 1 [cv (2).txt]Số 1"},
		{"an encoded name, and a path", mailTop + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; name=\"=?UTF-8?Q?../c=C3=B4ng?=\"\n\nSố 1\n--b--\n", "[] [.._công]Số 1"},
		{"a letter within", mailTop + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nFrom: c@x.vn\nTo: d@x.vn\nSubject: trong\n\nbên trong\n--b--\n", "[] [message-1]bên trong"},
		{"no end", mailTop + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nxin gửi\n", "[]xin gửi"},
		{"signature and logo", mailTop + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nxin gửi\n--b\nContent-Type: image/png; name=logo.png\nContent-Disposition: inline\n\nx\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nx\n--b--\n", "[]xin gửi"},
	} {
		var got []string
		for _, d := range readAll("a", []byte(strings.ReplaceAll(tt.data, "\n", "\r\n"))) {
			checkDocument(t, d)
			text := d.Text
			if i := strings.Index(text, "\n\n"); i >= 0 {
				text = text[i:]
			} else if strings.HasPrefix(text, "Từ: ") {
				text = ""
			}
			if d.Err != nil {
				text = d.Err.Error()
			}
			got = append(got, "["+d.Part+"]"+strings.TrimSpace(text))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, s, tt.want)
		}
	}
}

func TestNoMail(t *testing.T) {
	for _, text := range []string{"Số: 107-CV/TU\nNgày: 9/8/2021\nKính gửi: các sở\n", "To: x\n\nSubject of a text\n", "Kính gửi:\nFrom: a\nTo: b\n", "title: a\ndate: 2021\nauthor: b\n---\n"} {
		if d := one(t, "a", []byte(text)); d.Format == "eml" || d.Err != nil {
			t.Errorf("%q is %s, %v", text, d.Format, d.Err)
		}
	}
}
