package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"tracuu/server/keys"
)

// keysFile holds the keys of a data folder.
const keysFile = "keys.json"

func openKeys(dir string) (*keys.Ring, error) { return keys.Open(filepath.Join(dir, keysFile)) }

func newKeys(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: con.say("Tạo, liệt kê, thu hồi khóa truy cập", "Create, list and revoke access keys"),
	}
	cmd.AddCommand(newKeysCreate(con), newKeysList(con), newKeysRevoke(con))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usagef("keys: không có lệnh %q", "keys: unknown command %q", args[0])
		}
		return cmd.Help()
	}
	cmd.Args = cobra.ArbitraryArgs
	return cmd
}

// keyFlags are the fields of a new key.
type keyFlags struct {
	name, rights, only string
	expires            string
	rate               int
	origins            []string
}

func newKeysCreate(con *console) *cobra.Command {
	var flags keyFlags
	cmd := &cobra.Command{
		Use:   "create",
		Short: con.say("Tạo một khóa; khóa chỉ hiện ra một lần", "Create a key; it is shown once"),
		Args:  arguments(cobra.NoArgs),
	}
	data := dataFlag(cmd, con)
	f := cmd.Flags()
	f.StringVar(&flags.name, "name", "", con.say("khóa dành cho ai", "who the key is for"))
	f.StringVar(&flags.rights, "rights", "search,read",
		con.say("quyền: search, read, write, curate, admin, cách nhau bằng dấu phẩy", "rights: search, read, write, curate, admin, parted by commas"))
	f.StringVar(&flags.only, "only", "",
		con.say("chỉ thấy văn bản khớp bộ lọc, ví dụ 'issuer=under:bo-y-te&type=Công văn'", "see only what a filter matches, such as 'issuer=under:bo-y-te&type=Công văn'"))
	f.StringVar(&flags.expires, "expires", "", con.say("hết hạn: ngày (2027-01-31) hoặc số ngày (90d)", "expiry: a day (2027-01-31) or a number of days (90d)"))
	f.IntVar(&flags.rate, "rate", 0, con.say("số yêu cầu mỗi phút; 0 là mức chung", "requests a minute; 0 for the usual rate"))
	f.StringSliceVar(&flags.origins, "origin", nil, con.say("trang được dùng khóa từ trình duyệt, ví dụ https://portal.example", "a site whose pages may use the key, such as https://portal.example"))
	cmd.RunE = func(*cobra.Command, []string) error { return createKey(con, *data, flags) }
	return cmd
}

func createKey(con *console, dir string, flags keyFlags) error {
	key, err := flags.key(time.Now())
	if err != nil {
		return &usageError{err}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	ring, err := openKeys(dir)
	if err != nil {
		return err
	}
	token, made, err := ring.Create(key)
	switch {
	case errors.Is(err, keys.ErrBadKey):
		return &usageError{err}
	case err != nil:
		return err
	}
	con.notef(con.say("Khóa %s (%s). Hãy cất giữ: khóa không hiện lại lần nữa.\n", "Key %s (%s). Keep it: it is not shown again.\n"), made.ID, made.Name)
	con.printf("%s\n", token)
	return nil
}

func (f keyFlags) key(now time.Time) (keys.Key, error) {
	rights, err := keys.ParseRights(f.rights)
	if err != nil {
		return keys.Key{}, err
	}
	expires, err := parseExpiry(f.expires, now)
	return keys.Key{Name: f.name, Rights: rights, Filter: f.only, Rate: f.rate, Origins: f.origins, Expires: expires}, err
}

// parseExpiry reads a day, which is the last one, or a number of days from now.
func parseExpiry(s string, now time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, s, time.Local); err == nil {
		return day.AddDate(0, 0, 1).UTC(), nil
	}
	var days int
	if count, ok := strings.CutSuffix(s, "d"); ok {
		if _, err := fmt.Sscanf(count+"\n", "%d\n", &days); err == nil && days > 0 {
			return now.AddDate(0, 0, days).UTC().Truncate(time.Second), nil
		}
	}
	return time.Time{}, failf("--expires %q: cần một ngày như 2027-01-31 hoặc số ngày như 90d", "--expires %q: want a day such as 2027-01-31 or a number of days such as 90d", s)
}

func newKeysList(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: con.say("Liệt kê các khóa (không hiện bí mật)", "List the keys (without their secrets)"),
		Args:  arguments(cobra.NoArgs),
	}
	data := dataFlag(cmd, con)
	asJSON := cmd.Flags().Bool("json", false, con.say("in JSON, mỗi khóa một dòng", "print JSON, one key a line"))
	cmd.RunE = func(*cobra.Command, []string) error {
		if err := existing(*data); err != nil {
			return err
		}
		ring, err := openKeys(*data)
		if err != nil {
			return err
		}
		list, err := ring.List()
		if err != nil {
			return err
		}
		if *asJSON {
			for _, k := range list {
				if err := con.jsonLine(k); err != nil {
					return err
				}
			}
			return nil
		}
		return con.keyTable(list, time.Now())
	}
	return cmd
}

// keyTable prints keys for a person.
func (c *console) keyTable(list []keys.Key, now time.Time) error {
	table := tabwriter.NewWriter(c.stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, c.say("MÃ\tTÊN\tQUYỀN\tBỘ LỌC\tHẾT HẠN\tTRẠNG THÁI", "ID\tNAME\tRIGHTS\tFILTER\tEXPIRES\tSTATE"))
	for _, k := range list {
		state, expires := c.say("còn dùng", "in use"), "–"
		if !k.Expires.IsZero() {
			expires = k.Expires.Local().Format(time.DateTime)
			if !now.Before(k.Expires) {
				state = c.say("hết hạn", "expired")
			}
		}
		if !k.Revoked.IsZero() {
			state = c.say("đã thu hồi", "revoked")
		}
		rights := strings.Trim(strings.ReplaceAll(fmt.Sprint(k.Rights), " ", ","), "[]")
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", k.ID, printable(k.Name), rights, printable(k.Filter), expires, state)
	}
	return table.Flush()
}

func newKeysRevoke(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "revoke ID",
		Short: con.say("Thu hồi một khóa, không khôi phục được", "Revoke a key for good"),
		Args:  arguments(cobra.ExactArgs(1)),
	}
	data := dataFlag(cmd, con)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := existing(*data); err != nil {
			return err
		}
		ring, err := openKeys(*data)
		if err != nil {
			return err
		}
		if err := ring.Revoke(args[0]); err != nil {
			return err
		}
		con.printf(con.say("Đã thu hồi khóa %s.\n", "Key %s is revoked.\n"), args[0])
		return nil
	}
	return cmd
}
