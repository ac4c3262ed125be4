//! Texts that try to be more than text.

// Each test takes what it needs.
#![allow(dead_code)]

/// One trick each.
pub const HOSTILE: &[&str] = &[
    "",
    " ",
    "  indented",
    "ends in spaces  ",
    "two  spaces",
    "\t tab",
    "\"double\" 'single'",
    "back\\slash\\",
    "\\\\",
    "${var.project}",
    "$${var.project}",
    "%{if true}yes%{endif}",
    "${a}%${b}$%{c}%%{d}",
    "${{ secrets.TOKEN }}",
    "${{ '${{' }}",
    "$${{ github.token }} }}",
    "{{ site.url }}{% raw %}",
    "one\ntwo",
    "one\r\n\r\ntwo\rthree",
    "\n",
    "\n# heading\n\n- item\n\n```\ncode\n```\n",
    "`code`",
    "``` fence",
    "`",
    "~~~ fence",
    "~~struck~~ ~x~",
    "# heading #",
    "heading #",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1.",
    "12) item",
    "1234567890. item",
    "===",
    "---",
    "***",
    "- - -",
    ":--|:--",
    "> quote",
    "[link](https://example.com \"title\")",
    "![image](https://example.com/x.png)",
    "[ref]: https://example.com",
    "what!",
    "[^note]",
    "[x] done",
    "](https://example.com)",
    "<https://example.com>",
    "<script>alert(1)</script>",
    "<!-- comment -->",
    "&amp; &copy; &#65;",
    "*em* **strong** _em_ __strong__",
    "snake_case_name _private_ a_",
    "a | b || c |",
    "\\| a",
    "a\\",
    "$math$ $$display$$",
    "{#id .class}",
    "^super^ ~sub~ ==mark==",
    "key: value # comment",
    "- [ ] *x*\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "\u{7f}\u{80}\u{85}\u{9f}\u{2028}\u{2029}\u{feff}x\u{fffe}",
    "\u{1}\u{1b}[31mred\u{7}",
    "\u{202e}right to left",
    "👩\u{200d}👩\u{200d}👧 🇩🇪 é ß",
    "e\u{301}",
    "null",
    "true",
    "1e3",
];

/// Each of them, and 10 kB of all together.
pub fn hostile() -> Vec<String> {
    HOSTILE.iter().map(|&text| text.to_owned()).chain([long()]).collect()
}

/// A few at a time, and 10 kB of all together: for what takes longer.
pub fn handfuls() -> Vec<String> {
    HOSTILE.chunks(10).map(<[&str]>::concat).chain([long()]).collect()
}

fn long() -> String {
    let all = HOSTILE.concat();
    all.repeat(10 * 1024 / all.len() + 1)
}
