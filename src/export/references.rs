//! What the atlas says as an entry for programs that keep references: `BibTeX` and RIS.

/// Something that is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is called among other references: letters, digits and hyphens.
    pub key: String,
    /// What is said.
    pub title: String,
    /// The atlas that says it.
    pub publication: String,
    /// Its version.
    pub version: String,
    /// The grounds, the link of the view, the sources: the whole line to cite.
    pub note: String,
    /// The addresses of its sources.
    pub urls: Vec<String>,
}

impl Reference {
    /// As an entry of `BibTeX`.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let mut entry = format!("@misc{{{},\n", self.key);
        let mut field = |name: &str, value: &str| {
            entry.extend(["  ", name, " = {", &for_tex(value), "},\n"]);
        };
        field("title", &self.title);
        field("howpublished", &format!("{}, {}", self.publication, self.version));
        field("note", &self.note);
        if let Some(url) = self.urls.first() {
            entry.extend(["  url = {", url, "},\n"]);
        }
        entry.push_str("}\n");
        entry
    }

    /// As a record of RIS.
    #[must_use]
    pub fn ris(&self) -> String {
        let mut record = String::from("TY  - DATA\r\n");
        let mut tag = |name: &str, value: &str| {
            let value: String =
                value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            record.extend([name, "  - ", value.trim(), "\r\n"]);
        };
        tag("ID", &self.key);
        tag("TI", &self.title);
        tag("PB", &self.publication);
        tag("ET", &self.version);
        tag("N1", &self.note);
        for url in &self.urls {
            tag("UR", url);
        }
        tag("ER", "");
        record
    }
}

/// A text in which nothing is an order to TeX.
fn for_tex(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => plain.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '&' | '#' | '$' | '_' => {
                plain.push('\\');
                plain.push(c);
            }
            '~' => plain.push_str("\\textasciitilde{}"),
            '^' => plain.push_str("\\textasciicircum{}"),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
