package server

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Networks are ranges of addresses.
type Networks []netip.Prefix

// ParseNetworks reads addresses and ranges: 10.0.0.1, 192.168.0.0/16, fd00::/8.
func ParseNetworks(list []string) (Networks, error) {
	var out Networks
	for _, item := range list {
		if address, err := netip.ParseAddr(item); err == nil {
			out = append(out, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		network, err := netip.ParsePrefix(item)
		if err != nil {
			return nil, fmt.Errorf("%q is no address and no range of addresses", item)
		}
		out = append(out, network.Masked())
	}
	return out, nil
}

func (n Networks) contains(a netip.Addr) bool {
	return slices.ContainsFunc(n, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
}

// client is the address of who asks. What a trusted proxy says in X-Forwarded-For
// is read from its end, where the nearest proxy wrote, up to the first address that
// is no trusted proxy; what stands before that one anybody may have written.
func (n Networks) client(r *http.Request) netip.Addr {
	address := connection(r.RemoteAddr)
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && n.contains(address); i-- {
		said, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = said
	}
	return address.Unmap()
}

// base is where the caller reached the server, such as https://vanban.example.vn,
// as a trusted proxy says where there is one between.
func (n Networks) base(r *http.Request) string {
	scheme, host := "http", r.Host
	if r.TLS != nil {
		scheme = "https"
	}
	if n.contains(connection(r.RemoteAddr)) {
		if said := r.Header.Get("X-Forwarded-Proto"); said == "http" || said == "https" {
			scheme = said
		}
		host = cmp.Or(r.Header.Get("X-Forwarded-Host"), host)
	}
	return scheme + "://" + host
}

// connection is the address of the other end of a connection, zero where it has
// none.
func connection(remote string) netip.Addr {
	if pair, err := netip.ParseAddrPort(remote); err == nil {
		return pair.Addr()
	}
	address, _ := netip.ParseAddr(remote)
	return address
}

// askedByName reports whether a Host header is one of the names of a server; any
// is where there are none. An address is as good as a name: a page of another
// site cannot make it its own.
func askedByName(host string, names []string) bool {
	if len(names) == 0 {
		return true
	}
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, host) })
}
