//! The records of a ledger to a checked [`Ledger`].

use crate::history::{Change, Day, EventId, HolderId, Holding, Initial, Ledger, LedgerFault};

use super::all_ids::{AllIds, map};
use super::chronicle::sources;
use super::problem::Report;
use super::raw::RawLedger;
use super::resolve::At;

pub(super) fn resolve_ledger(
    (initials, changes): &RawLedger,
    languages: &[String],
    territories: &[String],
    ids: &AllIds,
    (first_day, last_day): (Day, Day),
    file: &str,
    report: &mut Report,
) -> Option<Ledger> {
    let groups = (&ids.groups, ids.group_members.as_slice());
    let initials = map(initials, languages, report, |r, at| Initial {
        territories: at.territories("territories", &ids.territories, groups, &r.territories),
        holding: Holding {
            holder: HolderId(at.id("holder", &ids.holders, &r.holder)),
            status: r.status,
            claimants: claimants(r.claimants.as_deref(), ids, at),
            administration: at.text_maybe("administration", r.administration.as_ref()),
            sources: sources(&r.sources, ids, at),
            confidence: r.confidence,
            note: at.text_maybe("note", r.note.as_ref()),
        },
    });
    let mut previous = first_day;
    let mut resolved = Vec::with_capacity(changes.len());
    for entry in changes {
        let mut at = At { file, record: &entry.name, languages, report };
        let r = &entry.record;
        let name = format!("{} {} {}", entry.name, r.date, r.event);
        at.record = &name;
        let change = Change {
            when: at.when("date", &r.date, r.precision),
            territories: at.territories("territories", &ids.territories, groups, &r.territories),
            holding: Holding {
                holder: HolderId(at.id("holder", &ids.holders, &r.holder)),
                status: r.status,
                claimants: claimants(r.claimants.as_deref(), ids, &mut at),
                administration: at.text_maybe("administration", r.administration.as_ref()),
                sources: sources(&r.sources, ids, &mut at),
                confidence: r.confidence,
                note: at.text_maybe("note", r.note.as_ref()),
            },
            event: EventId(at.id("event", &ids.events, &r.event)),
            act: match &r.act {
                Some(act) => EventId(at.id("act", &ids.events, act)),
                None => EventId(ids.events.find(&r.event).unwrap_or_default()),
            },
            article: r.article.clone(),
        };
        if change.territories.is_empty() {
            at.problem("territories", "is empty: a change needs a territory");
        }
        if r.sources.is_empty() {
            at.problem("sources", "is empty: every change rests on a source");
        }
        if change.when.day <= first_day || change.when.day > last_day {
            let message = format!("is not after {first_day} and up to {last_day}");
            at.problem("date", message);
        } else if change.when.day < previous {
            at.problem("date", "is before that of the change above; keep them in order");
        }
        previous = change.when.day;
        resolved.push(change);
    }
    let count = u16::try_from(territories.len()).unwrap_or(u16::MAX);
    Ledger::new(count, first_day, initials, resolved)
        .map_err(|faults| {
            for fault in faults {
                let (LedgerFault::NoInitial(t)
                | LedgerFault::TwoInitials(t)
                | LedgerFault::TwoChanges(t, _)) = fault;
                let id = territories.get(t.index()).map_or("", String::as_str);
                report.report(file, id, "", fault.to_string());
            }
        })
        .ok()
}

fn claimants(named: Option<&[String]>, ids: &AllIds, at: &mut At<'_>) -> Vec<HolderId> {
    let places = at.ids("claimants", &ids.holders, named.unwrap_or_default());
    places.into_iter().map(HolderId).collect()
}
