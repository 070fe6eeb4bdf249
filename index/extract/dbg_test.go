package extract
import ("testing";"strings";"time";"fmt")
func TestDbg(t *testing.T){
 for _,s:=range []string{"- A;\nb\n","Nơi nhận:\n- A;\nb\n","(","Số: 1\n","KT. ","\"","A ","Nguyễn ","ngày ","- A; ","Nơi nhận:\n- A\n","TM. CHỦ TỊCH ","CỘNG HÒA XÃ HỘI ","a,\n","**","CHỈ THỊ\n","Kính gửi: ", "Số: 1/CT-UBND\n", "Bộ Y tế ","1/2/2021\n", "ủ\u0323", "\x00", "TIN ĐÃ ĐƯA\n"} {
  text:=strings.Repeat(s,3000000/len(s)); st:=time.Now(); 
  d:=&document{text:text}; d.out.Text=text; d.lines=splitLines(text); a:=time.Since(st); d.markNoise(); d.findWebPage(); b:=time.Since(st); d.findParts(); c:=time.Since(st); d.readFields(); e:=time.Since(st); d.markTail(); d.collectNoise(); d.setZones(); _=d.keywords(); f:=time.Since(st); references(d)
  fmt.Printf("%-20q %8v lines %8v noise %8v parts %8v fields %8v kw %8v all\n",s,a.Milliseconds(),b.Milliseconds(),c.Milliseconds(),e.Milliseconds(),f.Milliseconds(),time.Since(st).Milliseconds()) }
}
