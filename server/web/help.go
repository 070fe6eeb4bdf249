package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// The pages that explain.
const (
	HelpPath      = "/tro-giup"
	ReferencePath = "/api"
	DemoPath      = "/embed-demo"
	ScriptPath    = "/embed.js"
)

// example is a text for the search box and what it asks for.
type example struct{ Query, Means, URL string }

// examples teach the query language by searches that run.
var examples = []struct{ query, means string }{
	{"phòng chống dịch", "văn bản có đủ các từ; đúng cả cụm đứng trước"},
	{"phong chong dich", "gõ không dấu cũng tìm được"},
	{`"tổ covid cộng đồng"`, "đúng cụm từ này"},
	{"16/CT-TTg", "văn bản mang số này và văn bản nhắc đến nó"},
	{"chỉ thị 16 năm 2020", "số nhớ một phần cũng được: loại, số, năm"},
	{"họp ngày 19/7/2021", "văn bản nhắc đến ngày này và văn bản ban hành ngày này"},
	{"covid -học sinh", "có từ trước, không có từ sau dấu trừ"},
	{"giãn cách OR cách ly", "một trong hai"},
	{`loai:"công điện"`, "chỉ một loại văn bản"},
	{`cq:"thủ tướng chính phủ" tu:2020 den:2021`, "của một cơ quan, trong một khoảng thời gian"},
	{"vd:16/CT-TTg", "văn bản viện dẫn số này"},
	{`tk:"tiêm chủng"`, "theo từ khóa"},
}

// keyboard is what the keyboard does, beyond what it does on every page.
var keyboard = []struct{ keys, means string }{
	{"/", "tới ô tìm kiếm; mũi tên lên, xuống chọn gợi ý"},
	{"Tab", "từ văn bản này sang văn bản sau trong kết quả; Enter để mở"},
	{"Tab, Enter", "ngay sau tên văn bản: chọn cho viện dẫn chưa rõ. Mũi tên chọn văn bản, Tab tới Lưu, Enter; rồi về lại kết quả"},
	{"Shift + ← →", "trên biểu đồ ngày: chọn một khoảng, Enter để lọc"},
	{"Esc", "đóng gợi ý hoặc thẻ viện dẫn"},
}

// Help answers with the page that teaches the query language.
func (p *Pages) Help(w http.ResponseWriter, v Visit) error {
	page := struct {
		Examples []example
		Keys     []example
	}{}
	for _, k := range keyboard {
		page.Keys = append(page.Keys, example{Query: k.keys, Means: v.Lang.Say(k.means)})
	}
	for _, e := range examples {
		page.Examples = append(page.Examples, example{e.query, v.Lang.Say(e.means), "/search?q=" + url.QueryEscape(e.query)})
	}
	return p.write(w, http.StatusOK, "help", frame{Visit: v, Title: v.Lang.Say("Trợ giúp"), Page: page})
}

// operation is a route of the API as its page tells it.
type operation struct {
	Method, Path, Summary, Description, Tag string
	Parameters                              []parameter
	Body                                    string // an example
	Run                                     string // an address that shows an answer, "" for none
}

type parameter struct {
	Name, Description, Example string
	Required                   bool
}

// openParameter is a parameter, or a reference to one, of an OpenAPI file.
type openParameter struct {
	Ref         string `json:"$ref"`
	Name        string `json:"name"`
	In          string `json:"in"`
	Description string `json:"description"`
	Required    bool   `json:"required"`
	Example     any    `json:"example"`
}

// openOperation is what the page needs of an operation of an OpenAPI file.
type openOperation struct {
	Summary     string          `json:"summary"`
	Description string          `json:"description"`
	Tags        []string        `json:"tags"`
	Parameters  []openParameter `json:"parameters"`
	RequestBody struct {
		Content map[string]struct {
			Example json.RawMessage `json:"example"`
		} `json:"content"`
	} `json:"requestBody"`
}

// operations reads the routes of an OpenAPI file, in order of path.
func operations(file []byte) ([]operation, error) {
	var doc struct {
		Paths      map[string]map[string]json.RawMessage `json:"paths"`
		Components struct {
			Parameters map[string]openParameter `json:"parameters"`
		} `json:"components"`
	}
	if err := json.Unmarshal(file, &doc); err != nil {
		return nil, fmt.Errorf("read the description of the API: %w", err)
	}
	var out []operation
	for path, methods := range doc.Paths {
		for method, raw := range methods {
			if !slices.Contains([]string{"get", "post", "put", "patch", "delete"}, method) {
				continue
			}
			var open openOperation
			if err := json.Unmarshal(raw, &open); err != nil {
				return nil, fmt.Errorf("read %s %s of the API: %w", method, path, err)
			}
			op := operation{Method: strings.ToUpper(method), Path: path, Summary: open.Summary, Description: open.Description, Tag: strings.Join(open.Tags, ", ")}
			values := url.Values{}
			for _, p := range open.Parameters {
				if p.Ref != "" {
					p = doc.Components.Parameters[p.Ref[strings.LastIndex(p.Ref, "/")+1:]]
				}
				if p.In == "path" {
					continue
				}
				text := ""
				if p.Example != nil {
					text = strings.Trim(fmt.Sprint(p.Example), "[]")
				}
				op.Parameters = append(op.Parameters, parameter{p.Name, p.Description, text, p.Required})
				if text != "" && (p.Required || p.Name == "q") {
					values.Set(p.Name, text)
				}
			}
			if example := open.RequestBody.Content["application/json"].Example; len(example) > 0 {
				op.Body = string(example)
			}
			if method == "get" && !strings.Contains(path, "{") {
				op.Run = strings.TrimSuffix(path+"?"+values.Encode(), "?")
			}
			out = append(out, op)
		}
	}
	slices.SortFunc(out, func(a, b operation) int {
		return cmp.Or(cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	return out, nil
}

// Reference answers with the API as a page, from its OpenAPI file.
func (p *Pages) Reference(w http.ResponseWriter, v Visit, file []byte) error {
	list, err := operations(file)
	if err != nil {
		return err
	}
	return p.write(w, http.StatusOK, "reference", frame{Visit: v, Title: "API", Page: list})
}

// Demo answers with a page that has the search box for other sites in it, and tells how
// to put it into one. home is where the server is reached, such as
// https://vanban.example.vn.
func (p *Pages) Demo(w http.ResponseWriter, v Visit, home string) error {
	return p.write(w, http.StatusOK, "demo", frame{Visit: v, Title: v.Lang.Say("Ô tìm kiếm cho trang khác"), Page: home})
}
