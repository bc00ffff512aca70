//! Tables as JSON.

use serde_json::{Map, Value, json};

use crate::atlas::Atlas;
use crate::history::{Day, Dispute, HolderId, Language, name_on};

use super::tables::{Cell, Table};

/// The table as a JSON array of objects.
#[must_use]
pub fn as_json(table: &Table) -> String {
    pretty(&objects(table))
}

/// The rows of a table, an object each.
pub(super) fn objects(table: &Table) -> Vec<Value> {
    let object = |row: &Vec<Cell>| {
        let pairs = table.columns.iter().zip(row).map(|(c, cell)| (c.clone(), value(cell)));
        Value::Object(pairs.collect::<Map<String, Value>>())
    };
    table.rows.iter().map(object).collect()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Word(_, id) => json!(id),
        Cell::List(ids) => json!(ids),
        Cell::Number(number) => json!((number * 100.0).round() / 100.0),
        Cell::Empty => Value::Null,
    }
}

/// [`disputes`](super::tables::disputes) as a JSON array of objects: what the lenses say stands apart
/// from other keys, since a lens may have any name.
#[must_use]
pub fn disputes(atlas: &Atlas, day: Day, language: Language) -> String {
    let history = &atlas.history;
    let object = |dispute: &Dispute| {
        let territory = history.territory(dispute.territory);
        let by_lens = |of: &dyn Fn(HolderId) -> String| -> Map<String, Value> {
            let lenses = history.lenses.iter().zip(&dispute.holders);
            lenses.map(|(lens, &holder)| (lens.id.clone(), json!(of(holder)))).collect()
        };
        json!({
            "territory": territory.id,
            "name": name_on(&territory.was, &territory.name, day).get(language),
            "holders": by_lens(&|holder| history.holder(holder).id.clone()),
            "holder_names": by_lens(&|holder| history.holder(holder).name.get(language).to_owned()),
        })
    };
    pretty(&history.disputes_on(day).iter().map(object).collect::<Vec<Value>>())
}

fn pretty(objects: &[Value]) -> String {
    let mut text = serde_json::to_string_pretty(objects).unwrap_or_default();
    text.push('\n');
    text
}
