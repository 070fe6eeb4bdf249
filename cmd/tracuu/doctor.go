package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tracuu/index/backup"
	"tracuu/index/bleveindex"
	"tracuu/index/original"
	"tracuu/index/store"
	"tracuu/server/client"
)

// liveWithin is how long a running server may take to say how it is.
const liveWithin = 4 * time.Second

// doctorFlags are the settings of doctor.
type doctorFlags struct {
	data, salvage string
	live, repair  bool
}

func newDoctor(con *console) *cobra.Command {
	var flags doctorFlags
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: con.say("Kiểm tra thư mục dữ liệu, nói điều gì hỏng và cách chữa", "Check the data folder, say what is wrong and what to do"),
		Long: con.say(
			"Đọc toàn bộ kho, chỉ mục, tệp gốc, khóa và bộ từ vựng. Mã thoát 0: mọi thứ lành lặn; 1: có điều hỏng.\n"+
				"--repair dựng lại chỉ mục từ kho; --salvage NEW cứu những gì còn đọc được của kho hỏng sang thư mục mới; --live chỉ hỏi máy chủ đang chạy.",
			"Reads all of the store, the index, the originals, the keys and the vocabulary. Exit status 0: all is sound; 1: something is not.\n"+
				"--repair builds the index anew from the store; --salvage NEW takes what can be read of a damaged store into a new folder; --live only asks the running server."),
		Args: arguments(cobra.NoArgs),
	}
	dir := dataFlag(cmd, con)
	cmd.Flags().BoolVar(&flags.live, "live", false, con.say("chỉ hỏi máy chủ đang giữ thư mục", "only ask the server that holds the folder"))
	cmd.Flags().BoolVar(&flags.repair, "repair", false, con.say("dựng lại chỉ mục từ kho", "build the index anew from the store"))
	cmd.Flags().StringVar(&flags.salvage, "salvage", "", con.say("cứu dữ liệu sang thư mục mới này", "take what can be read into this new folder"))
	cmd.MarkFlagsMutuallyExclusive("live", "repair", "salvage")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		flags.data = *dir
		if err := existing(flags.data); err != nil {
			return err
		}
		d := &doctor{con: con, ctx: cmd.Context(), flags: flags}
		return d.run()
	}
	return cmd
}

// doctor is a visit to a data folder.
type doctor struct {
	con   *console
	ctx   context.Context
	flags doctorFlags
	words vocabulary
	bad   int // things that are wrong
}

func (d *doctor) path(name string) string { return filepath.Join(d.flags.data, name) }

// well and ill tell one finding; what to do about an ill one stands behind it.
func (d *doctor) well(vi, en string, args ...any) {
	d.con.printf("%s  %s\n", d.con.say("TỐT ", "OK  "), printable(fmt.Sprintf(d.con.say(vi, en), args...)))
}

func (d *doctor) ill(remedy, vi, en string, args ...any) {
	d.bad++
	d.con.printf("%s  %s\n", d.con.say("HỎNG", "BAD "), printable(fmt.Sprintf(d.con.say(vi, en), args...)))
	if remedy != "" {
		d.con.printf("      → %s\n", printable(remedy))
	}
}

func (d *doctor) run() error {
	held, present, err := readPresence(d.flags.data)
	if err != nil {
		return err
	}
	answers := present && held.answers(d.ctx)
	switch {
	case answers && (d.flags.repair || d.flags.salvage != ""):
		return failf("thư mục dữ liệu %s: tiến trình %d đang phục vụ nó tại %s: hãy dừng nó trước, hoặc dùng tracuu reindex (máy chủ vẫn trả lời trong khi dựng lại)",
			"data folder %s: process %d serves it at %s: stop it first, or use tracuu reindex, which it goes on answering during", d.flags.data, held.PID, held.Address)
	case answers:
		d.live(held)
	case d.flags.live:
		return failf("thư mục dữ liệu %s: không có máy chủ nào trả lời", "data folder %s: no server answers for it", d.flags.data)
	case d.flags.salvage != "":
		return d.rescue()
	default:
		if err := d.examine(); err != nil {
			return err
		}
	}
	if d.bad > 0 {
		return errReported
	}
	return nil
}

// live asks the server that holds the folder how it is.
func (d *doctor) live(held presence) {
	ctx, cancel := context.WithTimeout(d.ctx, liveWithin)
	defer cancel()
	remote, err := client.New(held.Address, client.Options{Token: held.Token, Attempts: 1})
	if err != nil {
		d.ill("", "địa chỉ %s: %v", "address %s: %v", held.Address, err)
		return
	}
	ready, err := remote.Ready(ctx)
	switch {
	case err != nil:
		d.ill("", "máy chủ tại %s: %v", "the server at %s: %v", held.Address, err)
	case ready.Status == "ready":
		d.well("máy chủ tại %s sẵn sàng (kiểm tra sâu: dừng máy chủ, hoặc tracuu backup, có đối chiếu)",
			"the server at %s is ready (to look deeper stop it, or run tracuu backup, which checks what it copies)", held.Address)
	default:
		d.ill(d.remedy(ready.Status), "máy chủ tại %s: %s %s", "the server at %s: %s %s", held.Address, ready.Status, ready.Reason)
	}
}

// remedy says what to do about the state of a server.
func (d *doctor) remedy(status string) string {
	switch status {
	case "loading":
		return d.con.say("đang nạp lần đầu: chờ", "it reads its folders for the first time: wait")
	case "read-only":
		return d.con.say("dọn đĩa hoặc trả lại quyền ghi; máy chủ tự ghi lại được trong vài giây", "free the disk or give back the right to write; it takes writes again within seconds")
	case "index-failed":
		return d.con.say("máy chủ tự dựng lại chỉ mục; nếu lâu: tracuu reindex", "it builds the index anew by itself; if that takes long: tracuu reindex")
	}
	return d.con.say("dừng máy chủ rồi chạy tracuu doctor", "stop it and run tracuu doctor")
}

// examine looks at a folder that nobody serves.
func (d *doctor) examine() error {
	d.writable()
	generation, documents, sound, err := d.store()
	if err != nil {
		return err
	}
	d.small()
	if !sound {
		return nil // whatever else there is follows from the store
	}
	if d.flags.repair {
		return d.rebuild()
	}
	d.index(generation, documents)
	return nil
}

// writable tries whether the folder takes files, with some room to spare.
func (d *doctor) writable() {
	f, err := os.CreateTemp(d.flags.data, ".doctor-*")
	if err == nil {
		_, err = f.Write(make([]byte, 4<<20))
		err = errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name()))
	}
	if err != nil {
		d.ill(d.remedy("read-only"), "không ghi được vào %s: %v", "%s cannot be written: %v", d.flags.data, err)
		return
	}
	d.well("ghi được vào %s", "%s can be written", d.flags.data)
}

// store reads the whole truth.
func (d *doctor) store() (generation uint64, documents int, sound bool, err error) {
	path := d.path(storeName)
	salvage := d.con.say("dùng bản sao lưu gần nhất (tracuu restore), hoặc: ", "use the last backup (tracuu restore), or: ") +
		"tracuu doctor --data " + d.flags.data + " --salvage NEW"
	s, err := store.Open(path, store.Options{ReadOnly: true})
	switch {
	case errors.Is(err, store.ErrLocked):
		return 0, 0, false, failf("thư mục dữ liệu %s: %w, và không trả lời", "data folder %s: %w, and does not answer", d.flags.data, err)
	case errors.Is(err, os.ErrNotExist):
		d.ill("tracuu restore", "không có kho %s", "there is no store %s", path)
		return 0, 0, false, nil
	case errors.Is(err, store.ErrVersion):
		d.ill(d.con.say("dùng phiên bản tracuu mới hơn", "use the newer tracuu"), "kho %s: %v", "store %s: %v", path, err)
		return 0, 0, false, nil
	case err != nil:
		d.ill(salvage, "kho %s: %v", "store %s: %v", path, err)
		return 0, 0, false, nil
	}
	defer s.Close()
	h, err := s.Check(d.ctx, nil)
	if err != nil {
		return 0, 0, false, err
	}
	for _, problem := range h.Problems {
		d.ill("", "kho %s: %s", "store %s: %s", path, problem)
	}
	if len(h.Problems) > 0 {
		d.ill(salvage, "kho hỏng %d chỗ", "the store is damaged in %d places", len(h.Problems)+h.More)
		return 0, 0, false, nil
	}
	d.well("kho: %d văn bản (%d bị giữ lại), thế hệ %d", "store: %d documents (%d in quarantine), generation %d", h.Documents, h.Held, h.Generation)
	return h.Generation, h.Documents - h.Held, true, nil
}

// small looks at what lies beside the store and is truth too.
func (d *doctor) small() {
	var err error
	if d.words, err = readVocabulary(d.flags.data); err != nil {
		d.ill("", "bộ từ vựng: %v", "vocabulary: %v", err)
	}
	if _, err := openKeys(d.flags.data); err != nil {
		d.ill(d.con.say("khôi phục keys.json từ bản sao lưu", "bring keys.json back from a backup"), "khóa: %v", "keys: %v", err)
	}
	files, spoilt, err := original.Open(d.path(originalsName)).Check(d.ctx)
	if err != nil {
		d.ill("", "tệp gốc: %v", "originals: %v", err)
	}
	for _, sum := range spoilt {
		d.ill(d.con.say("khôi phục tệp này từ bản sao lưu", "bring this file back from a backup"), "tệp gốc %s không còn như khi được giữ", "original %s is not as it was kept", sum)
	}
	d.well("%d tệp gốc, %d hỏng", "%d originals, %d spoilt", files, len(spoilt))
}

// index holds the derived part against the store.
func (d *doctor) index(generation uint64, documents int) {
	repair := "tracuu doctor --data " + d.flags.data + " --repair"
	in := bleveindex.Inspect(d.flags.data, d.words.families)
	for _, problem := range in.Problems {
		d.ill(repair, "chỉ mục: %s", "index: %s", problem)
	}
	switch {
	case len(in.Problems) > 0:
	case in.Name == "":
		d.well("chưa có chỉ mục: nó được dựng khi mở", "there is no index yet: it is built when the folder is opened")
	case in.Other:
		d.ill("tracuu reindex", "chỉ mục %s do phiên bản %s dựng", "index %s was built by version %s", in.Name, in.Version)
	case in.Generation > generation:
		d.ill(repair, "chỉ mục biết nhiều hơn kho: thế hệ %d, kho %d", "the index knows more than the store: generation %d, store %d", in.Generation, generation)
	case in.Generation == generation && in.Documents != documents:
		d.ill(repair, "chỉ mục có %d văn bản, kho có %d", "the index has %d documents, the store %d", in.Documents, documents)
	default:
		d.well("chỉ mục %s: %d văn bản, thế hệ %d", "index %s: %d documents, generation %d", in.Name, in.Documents, in.Generation)
	}
}

// rebuild makes all that is derived anew.
func (d *doctor) rebuild() error {
	if err := bleveindex.Discard(d.flags.data); err != nil {
		return err
	}
	options := bleveindex.Options{Families: d.words.families}
	withGraph(&options)
	engine, err := bleveindex.Open(d.flags.data, options)
	if err != nil {
		return err
	}
	status, err := engine.Status(d.ctx)
	if err = errors.Join(err, engine.Close()); err == nil {
		d.well("đã dựng lại chỉ mục: %d văn bản", "the index was built anew: %d documents", status.Documents)
	}
	return err
}

// rescue takes what can be read into a new folder, with the originals and the rest.
func (d *doctor) rescue() error {
	to := d.flags.salvage
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	got, err := store.Salvage(d.ctx, d.path(storeName), filepath.Join(to, storeName))
	if err != nil {
		return err
	}
	if err := backup.CopyBeside(d.ctx, d.flags.data, to); err != nil {
		return err
	}
	d.well("đã cứu %d văn bản vào %s", "%d documents were taken into %s", got.Documents, to)
	if got.Scanned > 0 {
		d.con.printf(d.con.say("      %d trong đó tìm thấy trên các trang rời: có thể có bản đã xóa hoặc bản cũ\n",
			"      %d of them lay on loose pages: deleted or older ones may be among them\n"), got.Scanned)
	}
	if got.Lost > 0 {
		d.ill(d.con.say("tìm chúng trong bản sao lưu", "look for them in a backup"), "%d văn bản không đọc được", "%d documents could not be read", got.Lost)
		return errReported
	}
	return nil
}
