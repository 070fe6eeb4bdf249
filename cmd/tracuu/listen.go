package main

import (
	"fmt"
	"net"
	"net/http"

	"tracuu/server"
)

// doors are where a server listens: for everybody, and for the commands of this
// machine, which is the same one unless everybody is to speak TLS.
type doors struct {
	public, local net.Listener
	secure        bool
}

// openDoors listens on an address, with TLS where the flags name a certificate.
func openDoors(listen string, f *accessFlags) (d doors, err error) {
	if (f.certificate == "") != (f.secret == "") {
		return d, usagef("--tls-cert và --tls-key phải đi cùng nhau", "--tls-cert and --tls-key go together")
	}
	var cert *certificate
	if f.certificate != "" {
		if cert, err = openCertificate(f.certificate, f.secret); err != nil {
			return d, err
		}
	}
	if d.public, err = net.Listen("tcp", listen); err != nil {
		return d, fmt.Errorf("listen on %s: %w", listen, err)
	}
	d.local = d.public
	if cert == nil {
		return d, nil
	}
	if d.local, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return d, fmt.Errorf("listen for the commands of this machine: %w", err)
	}
	d.public, d.secure = cert.listener(d.public), true
	return d, nil
}

// serve answers at all doors until the server is shut down, and tells how it
// ended.
func (d doors) serve(srv *server.Server) <-chan error {
	stopped := make(chan error, 2)
	go func() { stopped <- srv.Serve(d.public) }()
	if d.secure {
		go func() {
			if err := srv.Serve(d.local); err != http.ErrServerClosed {
				stopped <- err
			}
		}()
	}
	return stopped
}

// address is where people find the server.
func (d doors) address() string {
	if d.secure {
		return "https://" + d.public.Addr().String()
	}
	return "http://" + d.public.Addr().String()
}

// localAddress is where commands of this machine find it.
func (d doors) localAddress() string {
	address := d.local.Addr().(*net.TCPAddr)
	if address.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", address.Port)
	}
	return "http://" + address.String()
}
