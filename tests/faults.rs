//! Tables of faults (`tests/faults/*.txt`): edits of a small atlas, and every problem that must
//! then be told. They read as lists of what can be wrong.
//!
//! ```text
//! What stands before the fixtures that all cases start from is for the reader.
//!
//! from tiny, extras
//!
//! # What the cases of a group have in common
//!   FILE: FIND => PUT              an edit that all of them begin with, if there is any
//!
//! the name of a case
//!   FILE: FIND => PUT              its edits, one after the other
//!   ! FILE: record 'R': field 'F': MESSAGE
//!   ! …                            after those that are told first: any others
//! the name of another
//!   FILE: FIND =>                  what is put may be lines, each with four spaces before it
//!     first line
//!     second line
//!   = whole                        no problem
//! ```
//!
//! `from` names folders of `tests/fixtures`, the later over the earlier. FIND and PUT are those of
//! [`replaced`], with `\n` for the end of a line; FIND must be there. A problem is written as it is
//! printed: file, record and field are exact, the message is a part of the real one. All problems
//! must be there, in their order, and no other.

use std::collections::BTreeSet;
use std::fs;

use okhotsk::atlas::Problem;

use crate::common::root;
use crate::edited::{Edited, is, list, printed, replaced};

#[derive(Debug, Clone, PartialEq)]
struct Edit {
    file: String,
    find: String,
    put: Vec<String>,
}

/// A case, or the heading of a group with the edits that its cases begin with.
#[derive(Debug, Default)]
struct Case {
    line: usize,
    heading: bool,
    name: String,
    edits: Vec<Edit>,
    /// The problems that must be told; none of them if the atlas must be whole.
    expected: Option<Vec<Problem>>,
    /// Whether others may follow.
    and_more: bool,
}

/// Fixtures to start from, and what is tried with them.
#[derive(Debug)]
struct Table {
    fixtures: Vec<String>,
    cases: Vec<Case>,
}

/// Tries every case of a table of `tests/faults`.
pub(crate) fn all_told(name: &str) {
    let text = fs::read_to_string(root().join(format!("tests/faults/{name}.txt"))).unwrap();
    let table = read(&text).unwrap_or_else(|error| panic!("{name}.txt: {error}"));
    let wrong: Vec<String> = wrong_in(&table)
        .map(|(case, error)| format!("{name}.txt, line {}: {}\n{error}", case.line, case.name))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.cases.len(), wrong.join("\n\n"));
}

/// The cases that do not come to what is expected of them, and what they come to.
fn wrong_in(table: &Table) -> impl Iterator<Item = (&Case, String)> {
    let fixtures: Vec<&str> = table.fixtures.iter().map(String::as_str).collect();
    table.cases.iter().filter_map(move |case| Some((case, tried(&fixtures, case).err()?)))
}

fn tried(fixtures: &[&str], case: &Case) -> Result<(), String> {
    let atlas = Edited::of(fixtures);
    for Edit { file, find, put } in &case.edits {
        let text = fs::read_to_string(atlas.path(file)).map_err(|e| format!("{file}: {e}"))?;
        let text = replaced(&text, find, &put.join("\n")).map_err(|e| format!("{file}: {e}"))?;
        atlas.write(file, text);
    }
    let told = atlas.load().map_or_else(|problems| problems.0, |_| Vec::new());
    let expected = case.expected.as_deref().ok_or("nothing is expected of it")?;
    let count =
        if case.and_more { told.len() > expected.len() } else { told.len() == expected.len() };
    if count && told.iter().zip(expected).all(|(problem, line)| is(problem, line)) {
        return Ok(());
    }
    let more = if case.and_more { "\n  ! …" } else { "" };
    Err(format!(
        "expected {}\n{}{more}\ntold {}\n{}",
        expected.len(),
        list(expected),
        told.len(),
        list(&told)
    ))
}

fn read(text: &str) -> Result<Table, String> {
    let mut lines = (1..).zip(text.lines());
    let fixtures = lines.by_ref().find_map(|(_, line)| line.strip_prefix("from "));
    let fixtures =
        fixtures.ok_or("it does not say from what")?.split(", ").map(str::to_owned).collect();
    let mut blocks: Vec<Case> = Vec::new();
    let mut empty = 0;
    for (at, line) in lines {
        let between = std::mem::take(&mut empty);
        let said = if line.is_empty() {
            empty = between + 1;
            Ok(())
        } else if let Some(inner) = line.strip_prefix("  ") {
            let block = blocks.last_mut().ok_or("nothing to say it of".to_owned());
            block.and_then(|block| say(block, inner, between))
        } else {
            let heading = line.strip_prefix("# ");
            let name = heading.unwrap_or(line).to_owned();
            blocks.push(Case { line: at, heading: heading.is_some(), name, ..Case::default() });
            Ok(())
        };
        said.map_err(|error| format!("line {at}: {error}: {line}"))?;
    }
    Ok(Table { fixtures, cases: in_groups(blocks)? })
}

/// Takes a line of a case, without the first two spaces; so many empty ones were before it.
fn say(case: &mut Case, line: &str, empty: usize) -> Result<(), String> {
    let said = |whole: bool| match &case.expected {
        Some(problems) if whole || problems.is_empty() => Err("more than one outcome"),
        _ => Ok(()),
    };
    if let Some(more) = line.strip_prefix("  ") {
        let edit = case.edits.last_mut().ok_or("no edit to continue")?;
        edit.put.extend(std::iter::repeat_n(String::new(), empty));
        edit.put.push(more.to_owned());
    } else if line == "= whole" {
        said(true)?;
        case.expected = Some(Vec::new());
    } else if line == "! …" {
        said(false)?;
        case.and_more = true;
    } else if let Some(problem) = line.strip_prefix("! ") {
        said(false)?;
        case.expected.get_or_insert_default().push(printed(problem)?);
    } else {
        let (file, edit) = line.split_once(": ").ok_or("no file")?;
        let (find, put) = edit.split_once(" =>").ok_or("nothing is put")?;
        let put = put.strip_prefix(' ').map(|put| put.replace("\\n", "\n"));
        case.edits.push(Edit {
            file: file.to_owned(),
            find: find.replace("\\n", "\n"),
            put: put.into_iter().collect(),
        });
    }
    Ok(())
}

/// The cases, each with the edits of its group; every one has a name and a purpose of its own.
fn in_groups(blocks: Vec<Case>) -> Result<Vec<Case>, String> {
    let (mut common, mut names) = (Vec::new(), BTreeSet::new());
    let mut cases = Vec::new();
    for mut block in blocks {
        let wrong = |error: &str| Err(format!("line {}: {error}: {}", block.line, block.name));
        if block.heading {
            if block.expected.is_some() {
                return wrong("a heading comes to nothing");
            }
            common = block.edits;
            names.clear();
            continue;
        }
        if !names.insert(block.name.clone()) {
            return wrong("this name is there twice");
        }
        if block.expected.is_none() {
            return wrong("nothing is expected of it");
        }
        block.edits.splice(0..0, common.iter().cloned());
        cases.push(block);
    }
    if cases.is_empty() { Err("there is no case".to_owned()) } else { Ok(cases) }
}

/// How many cases of a made-up table are wrong; an error if it cannot be read.
fn wrong_of(cases: &str) -> Result<usize, String> {
    read(&format!("from tiny\n{cases}")).map(|table| wrong_in(&table).count())
}

const RANK: &str = "rank\n  history/places.toml: rank = 1 => rank = -1\n";
const TOLD: &str = "  ! history/places.toml: record 'cape': field 'rank': invalid value\n";

#[test]
fn a_case_is_right_if_all_is_told_and_nothing_else() {
    assert_eq!(wrong_of(&format!("{RANK}{TOLD}")), Ok(0));
    assert_eq!(wrong_of("cape\n  history/places.toml: rank = 1 => rank = 2\n  = whole"), Ok(0));
    for part in ["places", "cape", "rank", "invalid"] {
        let other = TOLD.replace(part, "x");
        assert_eq!(wrong_of(&format!("{RANK}{other}")), Ok(1), "another {part} will do");
    }
    assert_eq!(wrong_of(&format!("{RANK}{TOLD}{TOLD}")), Ok(1), "one too few will do");
    assert_eq!(wrong_of(&format!("{RANK}  = whole")), Ok(1), "damage is not found");
    assert_eq!(wrong_of(&format!("nothing\n{TOLD}")), Ok(1), "no damage will do");
    let edit = |find: &str, put: &str| format!("  history/holders.toml: {find} => {put}\n");
    let two = format!("two\n{}{}", edit("#CC3311", "red"), edit("青国", ""));
    let red = "  ! history/holders.toml: record 'red-state': field 'fill.light': 'red'\n";
    let blue = "  ! history/holders.toml: record 'blue-state': field 'name': is empty\n";
    assert_eq!(wrong_of(&format!("{two}{blue}{red}")), Ok(0));
    assert_eq!(wrong_of(&format!("{two}{red}{blue}")), Ok(1), "any order will do");
    assert_eq!(wrong_of(&format!("{two}{blue}")), Ok(1), "one too many will do");
    assert_eq!(wrong_of(&format!("{two}{blue}  ! …")), Ok(0));
    assert_eq!(wrong_of(&format!("{RANK}{TOLD}  ! …")), Ok(1), "nothing more will do");
}

#[test]
fn a_case_that_tests_nothing_is_wrong() {
    for edit in [
        "history/places.toml: rank = 7 => rank = -1",
        "history/places.toml: [[place]]…rank = 7 => [[place]]",
        "history/places.toml: rank = 1 => rank = 1",
        "history/places.toml: rank = 1 => &",
        "history/plains.toml: rank = 1 => rank = -1",
    ] {
        assert_eq!(wrong_of(&format!("rank\n  {edit}\n  = whole")), Ok(1), "{edit}");
        assert_eq!(wrong_of(&format!("rank\n  {edit}\n{TOLD}")), Ok(1), "{edit}");
    }
}

#[test]
fn a_table_that_cannot_be_meant_is_refused() {
    for (cases, error) in [
        ("", "there is no case"),
        (RANK, "nothing is expected of it"),
        ("  = whole", "nothing to say it of"),
        ("rank\n    = whole", "no edit to continue"),
        ("rank\n  history/places.toml: rank\n  = whole", "nothing is put"),
        ("rank\n  rank => 1\n  = whole", "no file"),
        ("rank\n  ! history/places.toml:", "no file"),
        ("rank\n  ! history/places.toml: record 'cape': ", "no message"),
        ("rank\n  = whole\n  = whole", "more than one outcome"),
        ("rank\n  = whole\n  ! …", "more than one outcome"),
        ("rank\n  = whole\n  ! a: b", "more than one outcome"),
        ("rank\n  ! a: b\n  = whole", "more than one outcome"),
        ("rank\n  = whole\nrank\n  = whole", "this name is there twice"),
        ("# all\n  = whole\nrank\n  = whole", "a heading comes to nothing"),
    ] {
        let told = wrong_of(cases).unwrap_err();
        assert!(told.contains(error), "{cases}: {told}");
    }
    assert!(read("rank\n  = whole").unwrap_err().contains("from what"));
}

#[test]
fn what_is_put_may_be_lines_and_what_was_found() {
    let text = "one\ntwo\nthree\n";
    for (find, put, wanted) in [
        ("two", "2", "one\n2\nthree\n"),
        ("two", "&&", "one\ntwotwo\nthree\n"),
        ("o…t", "-", "-wo\nthree\n"),
        ("(all)", "&&", "one\ntwo\nthree\none\ntwo\nthree\n"),
        ("(all)", "", ""),
        ("(end)", "four", "one\ntwo\nthree\nfour\n"),
    ] {
        assert_eq!(replaced(text, find, put).as_deref(), Ok(wanted), "{find}");
    }
    let table =
        read("from tiny\n# all\n  a: b =>\n    1\n\n    2\none\n  c: d\\n => e\\n\n  = whole")
            .unwrap();
    let edit = |file: &str, find: &str, put: &[&str]| Edit {
        file: file.to_owned(),
        find: find.to_owned(),
        put: put.iter().map(|&line| line.to_owned()).collect(),
    };
    assert_eq!(table.cases[0].edits, [edit("a", "b", &["1", "", "2"]), edit("c", "d\n", &["e\n"])]);
}
