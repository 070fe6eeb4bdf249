package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// issue writes a certificate for 127.0.0.1 and its key, and gives the certificate.
func issue(t *testing.T, dir string, serial int64) *x509.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "tracuu"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name, kind string, bytes []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600); err != nil {
			t.Fatal(err)
		}
		// Two certificates of one test may be of the same tick of the clock.
		when := time.Unix(1_700_000_000+serial, 0)
		if err := os.Chtimes(filepath.Join(dir, name), when, when); err != nil {
			t.Fatal(err)
		}
	}
	put("cert.pem", "CERTIFICATE", der)
	put("key.pem", "PRIVATE KEY", secret)
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

func TestRenewedCertificateIsTakenUp(t *testing.T) {
	dir := t.TempDir()
	if _, err := openCertificate(filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")); err == nil {
		t.Fatal("no file is a certificate")
	}
	issue(t, dir, 1)
	c, err := openCertificate(filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	serial := func() int64 {
		t.Helper()
		now = now.Add(certificateEvery)
		pair, err := c.current(now)
		if err != nil {
			t.Fatal(err)
		}
		return pair.Leaf.SerialNumber.Int64()
	}
	if got := serial(); got != 1 {
		t.Errorf("serial %d", got)
	}
	issue(t, dir, 2)
	if got := serial(); got != 2 {
		t.Errorf("the renewed certificate was not taken up: serial %d", got)
	}
	whole, err := os.ReadFile(filepath.Join(dir, "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	issue(t, dir, 3)
	newKey, err := os.ReadFile(filepath.Join(dir, "key.pem"))
	if err != nil {
		t.Fatal(err)
	}
	for name, half := range map[string][]byte{"the old key": whole, "half a key": newKey[:40], "nothing": nil} {
		if err := os.WriteFile(filepath.Join(dir, "key.pem"), half, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := serial(); got != 2 {
			t.Errorf("a new certificate beside %s: serial %d", name, got)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "key.pem"), newKey, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := serial(); got != 3 {
		t.Errorf("once both files are there: serial %d", got)
	}
}

// A server speaks TLS to everybody, and still to the commands of its machine.
func TestServeTLS(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	roots := x509.NewCertPool()
	roots.AddCert(issue(t, dir, 1))
	in := startServer(t, seeds, "--data", data, "--tls-cert", filepath.Join(dir, "cert.pem"), "--tls-key", filepath.Join(dir, "key.pem"))
	if !strings.HasPrefix(in.address, "https://") {
		t.Fatalf("the server is at %s", in.address)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}}
	resp, err := client.Get(in.address + "/v1/search")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK || resp.ProtoMajor != 2 {
		t.Errorf("%s %s", resp.Proto, resp.Status)
	}
	old := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, MaxVersion: tls.VersionTLS11}}}
	if resp, err := old.Get(in.address + "/v1/search"); err == nil {
		_ = resp.Body.Close()
		t.Error("TLS 1.1 is spoken")
	}
	if got := runProgram(t, "search", "107-CV/BDVTU", "--data", data, "--json"); got.code != exitDone || !strings.Contains(got.stdout, `"107-CV/BDVTU"`) {
		t.Errorf("a command of the owner: exit %d: %s", got.code, got.stderr)
	}
}
