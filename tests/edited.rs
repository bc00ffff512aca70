//! A small atlas in a folder of its own, to be edited, and the problems that it then has.

use std::fs;
use std::path::{Path, PathBuf};

use okhotsk::atlas::{Atlas, Depth, Files, Problem, Problems, load};
use tempfile::TempDir;

use crate::common::{files_below, fixture};

/// A copy of fixtures, gone when dropped.
pub(crate) struct Edited {
    folder: TempDir,
}

impl Edited {
    /// Fixtures laid one over the other.
    pub(crate) fn of(fixtures: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for good in fixtures.iter().map(|name| fixture(name)) {
            for name in files_below(&good) {
                let to = folder.path().join(&name);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::copy(good.join(&name), to).unwrap();
            }
        }
        Self { folder }
    }

    pub(crate) fn tiny() -> Self {
        Self::of(&["tiny"])
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder().join(file)
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).unwrap();
    }

    pub(crate) fn append(&self, file: &str, more: &str) {
        self.write(file, self.text(file) + more);
    }

    /// Puts one text in the place of another, as [`replaced`] does.
    pub(crate) fn edit(&self, file: &str, find: &str, put: &str) {
        let text = replaced(&self.text(file), find, put);
        self.write(file, text.unwrap_or_else(|error| panic!("{file}: {error}")));
    }

    pub(crate) fn load(&self) -> Result<Atlas, Problems> {
        load(&Files::Folder(self.folder().to_path_buf()), Depth::Full)
    }

    /// The atlas, which must have no problem.
    pub(crate) fn whole(&self) -> Atlas {
        self.load().unwrap_or_else(|problems| panic!("{problems}"))
    }

    /// Every problem; there must be one.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        match self.load() {
            Ok(_) => panic!("the damage is not found"),
            Err(problems) => problems.0,
        }
    }
}

/// A text with the first of what is found in it replaced.
///
/// What is to be found must be there, and the replacement must change something, so that no edit
/// does nothing. `…` in the text to find stands for anything between what stands before and behind
/// it, `&` in the replacement for what was found. Two things can be found in any file: `(all)` of
/// it, and its `(end)`, where the replacement becomes lines of their own.
pub(crate) fn replaced(text: &str, find: &str, put: &str) -> Result<String, String> {
    let found = match find {
        "(all)" => 0..text.len(),
        "(end)" => return Ok(format!("{text}{put}\n")),
        _ => {
            let (head, tail) = find.split_once('…').unwrap_or((find, ""));
            let missing = || format!("there is no {find}");
            let start = text.find(head).ok_or_else(missing)?;
            let middle = start + head.len();
            let end = middle + text[middle..].find(tail).ok_or_else(missing)? + tail.len();
            start..end
        }
    };
    let put = put.replace('&', &text[found.clone()]);
    if text[found.clone()] == put {
        return Err(format!("{find} is replaced by itself"));
    }
    Ok(format!("{}{put}{}", &text[..found.start], &text[found.end..]))
}

/// A problem as it is printed, with a part of its message.
pub(crate) fn printed(line: &str) -> Result<Problem, String> {
    let of = |rest: &str, what: &str| -> (String, String) {
        let quoted = rest.strip_prefix(what).and_then(|rest| rest.strip_prefix(" '"));
        let cut = quoted.and_then(|rest| rest.split_once("': "));
        let (id, rest) = cut.unwrap_or(("", rest));
        (id.to_owned(), rest.to_owned())
    };
    let (file, rest) = line.split_once(": ").ok_or_else(|| format!("no file in: {line}"))?;
    let (record, rest) = of(rest, "record");
    let (field, message) = of(&rest, "field");
    if message.trim().is_empty() {
        return Err(format!("no message in: {line}"));
    }
    Ok(Problem { file: file.to_owned(), record, field, message })
}

/// Whether a problem is the expected one: of the same file, record and field, and with the message
/// in its own.
pub(crate) fn is(problem: &Problem, expected: &Problem) -> bool {
    problem.file == expected.file
        && problem.record == expected.record
        && problem.field == expected.field
        && problem.message.contains(&expected.message)
}

/// Whether a problem is the one that is printed so.
pub(crate) fn tells(problem: &Problem, line: &str) -> bool {
    is(problem, &printed(line).unwrap_or_else(|error| panic!("{error}")))
}

pub(crate) fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(|problem| format!("  ! {problem}")).collect();
    lines.join("\n")
}
