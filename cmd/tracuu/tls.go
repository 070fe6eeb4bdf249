package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

// certificate is a TLS certificate in two files. It is read again when either
// changes, as a renewed one is put in place, without a restart.
type certificate struct {
	cert, key string

	mu      sync.Mutex
	loaded  *tls.Certificate
	seen    [2]time.Time // when the files were changed last
	checked time.Time
}

// certificateEvery is how often the files are looked at, at most.
const certificateEvery = 10 * time.Second

func openCertificate(cert, key string) (*certificate, error) {
	c := &certificate{cert: cert, key: key}
	_, err := c.current(time.Now())
	return c, err
}

// current is the certificate now. One that cannot be read, as while it is being
// replaced, leaves the one before in use.
func (c *certificate) current(now time.Time) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.loaded != nil && now.Sub(c.checked) < certificateEvery {
		return c.loaded, nil
	}
	c.checked = now
	seen := [2]time.Time{modified(c.cert), modified(c.key)}
	if c.loaded != nil && seen == c.seen {
		return c.loaded, nil
	}
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil {
		if c.loaded != nil {
			return c.loaded, nil
		}
		return nil, fmt.Errorf("TLS certificate: %w", err)
	}
	c.loaded, c.seen = &pair, seen
	return c.loaded, nil
}

func modified(path string) time.Time {
	info, err := os.Stat(path)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// listener makes l speak TLS 1.2 or later.
func (c *certificate) listener(l net.Listener) net.Listener {
	return tls.NewListener(l, &tls.Config{
		MinVersion: tls.VersionTLS12,
		NextProtos: []string{"h2", "http/1.1"},
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return c.current(time.Now())
		},
	})
}
