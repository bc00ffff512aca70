//! The command that lists what is wrong with an atlas and what should be better.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::atlas::advice::advice;
use crate::atlas::{Atlas, Depth, MOST_LISTED, OwnFont, Problems, load};
use crate::history::letters::quoted;
use crate::picture::shape::{covers, is_font};
use crate::picture::stand_ins;
use crate::view::tour;

use super::plan::{self, RequestError};
use super::print;

/// So many letters that no font has are shown.
const LETTERS: usize = 12;

/// Checks an atlas: what is wrong ends it, what should be better is told.
pub(super) fn check(dir: Option<&Path>, strict: bool) -> Result<(), RequestError> {
    let atlas = load(&plan::files(dir), Depth::Full)?;
    let views = tour::problems_of_all(&atlas);
    if !views.is_empty() {
        return Err(Problems(views, 0).into());
    }
    // The sources of the bundled atlas are not in the program.
    let when = if dir.is_none() { " when the program was built" } else { "" };
    stand_ins::use_those_of(&atlas);
    let mut better: Vec<String> = advice(&atlas).iter().map(ToString::to_string).collect();
    let unread = |font: &&OwnFont| !is_font(&font.bytes);
    let unread = atlas.fonts.iter().filter(unread);
    better.extend(unread.map(|font| format!("fonts/{} cannot be read as a font", font.name)));
    better.extend(unset(&atlas));
    print(format!("{}{}", summary(&atlas, when), advised(&better)).as_bytes())?;
    if strict && !better.is_empty() {
        let count = better.len();
        let plural = if count == 1 { "" } else { "s" };
        return Err(RequestError::Work(format!("{count} record{plural} should be better")));
    }
    Ok(())
}

fn summary(atlas: &Atlas, when: &str) -> String {
    let history = &atlas.history;
    let ledgers = history.ledgers.len();
    let plural = if ledgers == 1 { "" } else { "s" };
    let changes: usize = history.ledgers.iter().map(|ledger| ledger.changes().len()).sum();
    let spans: usize = history
        .ledgers
        .iter()
        .map(|ledger| history.territory_ids().map(|t| ledger.spans(t).count()).sum::<usize>())
        .sum();
    format!(
        "{}: no problems{when}\n{} territories, {} islands, {} outlines; {ledgers} ledger{plural} with {changes} \
         changes and {spans} spans; {} events, {} sources, {} stories\n",
        atlas.id,
        history.territories.len(),
        atlas.islands.len(),
        atlas.outlines().len(),
        history.events.len(),
        history.sources.len(),
        history.tours.len()
    )
}

/// What should be better, a line each, up to so many as of problems.
fn advised(better: &[String]) -> String {
    if better.is_empty() {
        return String::new();
    }
    let mut lines = vec!["should be better:".to_owned()];
    lines.extend(better.iter().take(MOST_LISTED).map(|one| format!("  {one}")));
    if let Some(more @ 1..) = better.len().checked_sub(MOST_LISTED) {
        lines.push(format!("  and {more} more"));
    }
    lines.join("\n") + "\n"
}

/// What no font can set, as a line: the letters, and where the first of them stands.
fn unset(atlas: &Atlas) -> Option<String> {
    let shown = (&atlas.history, &atlas.islands, &atlas.features, &atlas.about, &atlas.attribution);
    let shown = serde_json::to_value(shown).ok()?;
    let mut lacking = Lacking::default();
    lacking.look_through(&shown);
    let first = lacking.first?;
    let count = lacking.letters.len();
    let letters: Vec<String> = lacking.letters.iter().take(LETTERS).map(char::to_string).collect();
    let more = if count > LETTERS { format!(" … ({count} in all)") } else { String::new() };
    Some(format!(
        "no font has {}{more}, first in '{}': the atlas may bring one in its folder fonts",
        letters.join(" "),
        quoted(&first)
    ))
}

/// Letters that no font has.
#[derive(Default)]
struct Lacking {
    letters: BTreeSet<char>,
    first: Option<String>,
}

impl Lacking {
    fn look_through(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                let lacking = |c: &char| !c.is_control() && !covers(*c);
                let before = self.letters.len();
                self.letters.extend(text.chars().filter(lacking));
                if before == 0 && !self.letters.is_empty() {
                    self.first = Some(text.clone());
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.look_through(value)),
            Value::Object(fields) => fields.values().for_each(|value| self.look_through(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => (),
        }
    }
}
