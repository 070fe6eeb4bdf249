package main

import (
	"net"
	"net/netip"
	"strings"

	"github.com/spf13/cobra"

	"tracuu/server"
	"tracuu/server/keys"
)

// accessFlags say who may use a server.
type accessFlags struct {
	anonymous           string
	rate                int
	hosts, origins      []string
	proxies             []string
	certificate, secret string
}

func (f *accessFlags) add(cmd *cobra.Command, con *console) {
	flags := cmd.Flags()
	flags.StringVar(&f.anonymous, "anonymous", "",
		con.say("quyền của người không có khóa khi đã tạo khóa, ví dụ search,read", "rights of callers without a key once keys exist, such as search,read"))
	flags.IntVar(&f.rate, "rate", 600, con.say("số yêu cầu mỗi phút của một khóa hay địa chỉ, khi đã tạo khóa", "requests a minute of a key or address, once keys exist"))
	flags.StringSliceVar(&f.hosts, "host", nil, con.say("tên khác mà máy chủ được gọi", "another name that the server is asked by"))
	flags.StringSliceVar(&f.origins, "cors", nil, con.say("trang web khác được gọi API từ trình duyệt", "a site whose pages may use the API"))
	flags.StringSliceVar(&f.proxies, "trust-proxy", nil, con.say("địa chỉ hoặc mạng của proxy được tin", "address or network of a trusted proxy"))
	flags.StringVar(&f.certificate, "tls-cert", "", con.say("tệp chứng thư TLS", "file of the TLS certificate"))
	flags.StringVar(&f.secret, "tls-key", "", con.say("tệp khóa TLS", "file of the TLS key"))
}

// access is what the flags and the keys of a data folder come to. An address that
// other machines reach is refused without keys.
func (f *accessFlags) access(dir, listen string) (server.Access, error) {
	if _, err := net.ResolveTCPAddr("tcp", listen); err != nil {
		return server.Access{}, usagef("--listen %q: không phải địa chỉ (%v)", "--listen %q: %v", listen, err.Error())
	}
	ring, err := openKeys(dir)
	if err != nil {
		return server.Access{}, err
	}
	closed, err := ring.Any()
	if err != nil {
		return server.Access{}, err
	}
	if !closed && !loopback(listen) {
		return server.Access{}, failf("--listen %s: máy khác vào được địa chỉ này mà không ai bị hỏi khóa; hãy tạo khóa trước:\n  tracuu keys create --data %s --name TÊN --rights search,read",
			"--listen %s: other machines could reach this address and nobody would be asked for a key; make one first:\n  tracuu keys create --data %s --name NAME --rights search,read", listen, dir)
	}
	out := server.Access{Keys: ring, Rate: f.rate, Origins: f.origins, Hosts: append([]string{"localhost"}, f.hosts...)}
	if f.rate < 1 {
		return out, usagef("--rate %d: phải từ 1 trở lên", "--rate %d: want 1 or more", f.rate)
	}
	if f.anonymous != "" {
		if out.Anonymous, err = keys.ParseRights(f.anonymous); err != nil {
			return out, usagef("--anonymous: %v", "--anonymous: %v", err)
		}
	}
	if out.Proxies, err = server.ParseNetworks(f.proxies); err != nil {
		return out, usagef("--trust-proxy: không phải địa chỉ hay mạng (%v)", "--trust-proxy: %v", err.Error())
	}
	return out, nil
}

// loopback reports whether only this machine can reach an address to listen on.
func loopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}
