// What scripts say. Words are named by their Vietnamese, as in templates; a test wants
// each in English here, and none that no script says.
const english = {
  "Chép": "Copy",
  "Đã chép": "Copied",
  "Chỗ trước": "Previous",
  "Chỗ sau": "Next",
  "Gợi ý": "Suggestions",
  "%s gợi ý": "%s suggestions",
  "số văn bản": "number",
  "cơ quan": "issuer",
  "từ khóa": "keyword",
  "cụm từ": "phrase",
  "trích yếu": "subject",
  "%s giá trị": "%s values",
  "%s tệp": "%s files",
};

const inEnglish = document.documentElement.lang === "en";

// say gives words in the language of the page, with a value for %s.
export function say(vietnamese, value) {
  const text = inEnglish ? english[vietnamese] : vietnamese;
  return value === undefined ? text : text.replace("%s", value);
}

// count writes a number as the language of the page does.
export const count = (n) => n.toLocaleString(inEnglish ? "en" : "vi");
