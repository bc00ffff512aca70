//! Properties of ledgers, the bundled ones and made-up ones: exactly one holder on every day, spans
//! that join, and the same state by every path.

use std::collections::BTreeMap;
use std::fs;

use okhotsk::history::{
    Change, Confidence, Day, EventId, HolderId, Holding, Initial, Ledger, LedgerFault, Precision,
    Status, TerritoryId, When, days_between, plus_days,
};
use proptest::prelude::*;

use crate::common::{atlas, cases, day, root};

fn holding(holder: u16) -> Holding {
    Holding {
        holder: HolderId(holder),
        status: Status::Control,
        claimants: Vec::new(),
        administration: None,
        sources: Vec::new(),
        confidence: Confidence::High,
        note: None,
    }
}

fn initial(territories: &[u16], holder: u16) -> Initial {
    let territories = territories.iter().map(|&t| TerritoryId(t)).collect();
    Initial { territories, holding: holding(holder) }
}

fn change(on: Day, territories: &[u16], holder: u16) -> Change {
    Change {
        when: When { day: on, precision: Precision::Day },
        territories: territories.iter().map(|&t| TerritoryId(t)).collect(),
        holding: holding(holder),
        event: EventId(0),
        act: EventId(0),
        article: None,
    }
}

/// The parts of a ledger, and what it is built from.
#[derive(Debug, Clone)]
struct Parts {
    territories: u16,
    first_day: Day,
    initials: Vec<Initial>,
    changes: Vec<Change>,
}

impl Parts {
    fn ledger(&self) -> Result<Ledger, Vec<LedgerFault>> {
        let (initials, changes) = (self.initials.clone(), self.changes.clone());
        Ledger::new(self.territories, self.first_day, initials, changes)
    }

    fn all(&self) -> impl Iterator<Item = TerritoryId> + use<> {
        (0..self.territories).map(TerritoryId)
    }
}

const FIRST: &str = "1700-01-01";
/// Made-up changes lie within so many days, so that many fall on the same or the next day.
const SPREAD: i32 = 40;

/// Ledgers of one to five territories, with changes of some of them in any order of the file.
fn parts() -> impl Strategy<Value = Parts> {
    let change_of = (1..SPREAD, 1u8..32, 0u16..4);
    (1u16..=5, prop::collection::vec(0u16..4, 5), prop::collection::vec(change_of, 0..24))
        .prop_flat_map(|(territories, holders, changes)| {
            let first_day = day(FIRST);
            // One initial record for each holder with land, as the files have it.
            let mut of_holder: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
            for t in 0..territories {
                of_holder.entry(holders[usize::from(t)]).or_default().push(t);
            }
            let initials: Vec<Initial> =
                of_holder.iter().map(|(&holder, own)| initial(own, holder)).collect();
            let mut taken: Vec<(i32, u16)> = Vec::new();
            let mut own_changes = Vec::new();
            for (on, mask, holder) in changes {
                let named: Vec<u16> = (0..territories)
                    .filter(|&t| mask & (1 << t) != 0 && !taken.contains(&(on, t)))
                    .collect();
                taken.extend(named.iter().map(|&t| (on, t)));
                if !named.is_empty() {
                    own_changes.push(change(plus_days(first_day, on), &named, holder));
                }
            }
            (Just((territories, first_day, initials)), Just(own_changes).prop_shuffle())
        })
        .prop_map(|((territories, first_day, initials), changes)| Parts {
            territories,
            first_day,
            initials,
            changes,
        })
}

/// The place of the change that a territory is under on a day, found by doing one change after the
/// other; `None` before the first.
fn replayed(changes: &[Change], territory: TerritoryId, on: Day) -> Option<usize> {
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(|&i| changes[i].when.day);
    let mut under = None;
    for i in order {
        if changes[i].when.day <= on && changes[i].territories.contains(&territory) {
            under = Some(i);
        }
    }
    under
}

/// Spans join from the first day to no end, and each begins with a change of its territory.
fn check_spans(ledger: &Ledger, territory: TerritoryId, first_day: Day) {
    let spans: Vec<_> = ledger.spans(territory).collect();
    assert_eq!(spans[0].from.day, first_day);
    assert_eq!((spans[0].event, spans[0].change), (None, None));
    assert!(spans.last().unwrap().until.is_none(), "the last span is open");
    for pair in spans.windows(2) {
        assert_eq!(pair[0].until, Some(pair[1].from), "spans join");
        assert!(pair[0].from.day < pair[1].from.day, "no span is empty");
    }
    for span in &spans[1..] {
        let change = &ledger.changes()[span.change.unwrap()];
        assert_eq!(span.from, change.when);
        assert_eq!(span.event, Some(change.event));
        assert!(change.territories.contains(&territory));
        assert!(std::ptr::eq(span.holding, &raw const change.holding));
    }
    let own = ledger.changes().iter().filter(|c| c.territories.contains(&territory)).count();
    assert_eq!(spans.len(), own + 1, "a span for the initial state and one for each change");
}

/// On a day exactly one span holds, and it is the state by every path.
fn check_day(ledger: &Ledger, territory: TerritoryId, on: Day) {
    let holding: Vec<_> = ledger
        .spans(territory)
        .filter(|s| s.from.day <= on && s.until.is_none_or(|until| on < until.day))
        .collect();
    assert_eq!(holding.len(), 1, "{territory:?} has {} holders on {on}", holding.len());
    let state = ledger.on(territory, on);
    assert_eq!(state.change, holding[0].change);
    assert_eq!((state.from, state.until), (holding[0].from, holding[0].until));
    assert!(std::ptr::eq(state.holding, holding[0].holding));
    assert_eq!(state.change, replayed(ledger.changes(), territory, on), "{territory:?} on {on}");
    if state.change.is_none() {
        let initial = ledger.initials().iter().find(|i| i.territories.contains(&territory));
        assert!(std::ptr::eq(state.holding, &raw const initial.unwrap().holding));
    }
}

/// The days on which one of the territories changes, from the changes themselves.
fn days_of_changes(ledger: &Ledger, of: &[TerritoryId]) -> Vec<Day> {
    let touches = |c: &&Change| of.is_empty() || c.territories.iter().any(|t| of.contains(t));
    let mut days: Vec<Day> = ledger.changes().iter().filter(touches).map(|c| c.when.day).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn check_steps(ledger: &Ledger, of: &[TerritoryId], on: Day) {
    let days = days_of_changes(ledger, of);
    let next = ledger.next_change(on, of);
    let previous = ledger.previous_change(on, of);
    assert_eq!(next, days.iter().copied().find(|&d| d > on));
    assert_eq!(previous, days.iter().copied().rfind(|&d| d < on));
    // There and back again: from a day of a change to itself, from another past it.
    if let Some(next) = next {
        let back = if days.contains(&on) { Some(on) } else { previous };
        assert_eq!(ledger.previous_change(next, of), back);
    }
    if let Some(previous) = previous {
        let back = if days.contains(&on) { Some(on) } else { next };
        assert_eq!(ledger.next_change(previous, of), back);
    }
}

#[test]
fn the_bundled_ledgers_have_one_holder_on_every_day() {
    let history = &atlas().history;
    assert_eq!(history.territories.len(), 33);
    for ledger in &history.ledgers {
        // The state is constant between changes: the days around each are all days.
        let mut days = vec![history.first_day, history.last_day];
        for &day in ledger.days() {
            days.extend([plus_days(day, -1), day, plus_days(day, 1)]);
        }
        days.retain(|d| (history.first_day..=history.last_day).contains(d));
        days.sort_unstable();
        days.dedup();
        for t in history.territory_ids() {
            check_spans(ledger, t, history.first_day);
            for &day in &days {
                check_day(ledger, t, day);
            }
            let lasted: i32 =
                ledger.spans(t).map(|span| Ledger::span_days(&span, history.last_day)).sum();
            assert_eq!(lasted, days_between(history.first_day, history.last_day) + 1);
        }
        assert_eq!(ledger.days(), days_of_changes(ledger, &[]));
    }
}

/// The research has 320 intervals; the head of the file tells which of them are divided, and how many
/// there are for that.
#[test]
fn the_bundled_control_ledger_has_the_intervals_that_its_file_tells() {
    let ledger = crate::common::ledger("control");
    let spans: usize = atlas().history.territory_ids().map(|t| ledger.spans(t).count()).sum();
    assert!(spans >= 320, "{spans} intervals");
    let file = fs::read_to_string(root().join("assets/history/changes/control.toml")).unwrap();
    assert!(file.contains(&format!("expands to {spans} intervals")), "the head says otherwise");
}

#[test]
fn the_areas_of_a_day_are_all_land() {
    let atlas = atlas();
    let total: f64 = atlas.history.territory_ids().map(|t| atlas.area_km2(t)).sum();
    for ledger in &atlas.history.ledgers {
        for &day in ledger.days() {
            let areas = ledger.areas_on(day, |t| atlas.area_km2(t));
            let sum: f64 = areas.values().sum();
            assert!((sum - total).abs() < 1e-6 * total, "{day}: {sum} of {total} km²");
            assert!(areas.values().all(|&km2| km2 > 0.0), "{day}: a holder without land");
        }
    }
}

#[test]
fn a_day_before_the_first_is_the_first() {
    let ledger = Ledger::new(
        1,
        day(FIRST),
        vec![initial(&[0], 1)],
        vec![change(day("1700-01-02"), &[0], 2)],
    )
    .unwrap();
    assert_eq!(ledger.on(TerritoryId(0), day("1699-12-31")).holding.holder, HolderId(1));
    assert_eq!(ledger.on(TerritoryId(0), day("1700-01-01")).holding.holder, HolderId(1));
    assert_eq!(ledger.on(TerritoryId(0), day("1700-01-02")).holding.holder, HolderId(2));
}

/// Something that makes a ledger faulty: what is done to its parts, and the fault.
type Fault = (fn(&mut Parts), LedgerFault);

#[test]
fn a_faulty_ledger_is_refused_with_every_fault() {
    let good = Parts {
        territories: 3,
        first_day: day(FIRST),
        initials: vec![initial(&[0, 1], 0), initial(&[2], 1)],
        changes: vec![change(day("1750-05-01"), &[0, 2], 2), change(day("1750-05-01"), &[1], 3)],
    };
    assert!(good.ledger().is_ok());
    let faults: [Fault; 3] = [
        (|p| p.initials[1].territories.clear(), LedgerFault::NoInitial(TerritoryId(2))),
        (
            |p| p.initials[1].territories.push(TerritoryId(0)),
            LedgerFault::TwoInitials(TerritoryId(0)),
        ),
        (
            |p| p.changes[1].territories.push(TerritoryId(0)),
            LedgerFault::TwoChanges(TerritoryId(0), day("1750-05-01")),
        ),
    ];
    for (break_it, fault) in &faults {
        let mut parts = good.clone();
        break_it(&mut parts);
        assert_eq!(parts.ledger().unwrap_err(), std::slice::from_ref(fault));
    }
    let mut parts = good;
    for (break_it, _) in &faults {
        break_it(&mut parts);
    }
    let all = parts.ledger().unwrap_err();
    assert_eq!(all.len(), faults.len(), "{all:?}");
    for (_, fault) in &faults {
        assert!(all.contains(fault), "{fault:?} is missing in {all:?}");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_ledger_has_one_holder_on_every_day(parts in parts()) {
        let ledger = parts.ledger().unwrap();
        for t in parts.all() {
            check_spans(&ledger, t, parts.first_day);
            for on in (-1..=SPREAD).map(|by| plus_days(parts.first_day, by)) {
                if on >= parts.first_day {
                    check_day(&ledger, t, on);
                }
            }
        }
        prop_assert_eq!(ledger.days(), days_of_changes(&ledger, &[]));
    }

    #[test]
    fn steps_go_there_and_back(parts in parts(), mask in 0u8..32, by in -2..SPREAD + 2) {
        let ledger = parts.ledger().unwrap();
        let of: Vec<TerritoryId> = parts.all().filter(|t| mask & (1 << t.0) != 0).collect();
        check_steps(&ledger, &of, plus_days(parts.first_day, by));
    }

    #[test]
    fn a_second_change_on_a_day_is_refused(parts in parts(), which in any::<prop::sample::Index>()) {
        prop_assume!(!parts.changes.is_empty());
        let mut parts = parts;
        let again = parts.changes[which.index(parts.changes.len())].clone();
        let faults: Vec<LedgerFault> = again
            .territories
            .iter()
            .map(|&t| LedgerFault::TwoChanges(t, again.when.day))
            .collect();
        parts.changes.push(again);
        prop_assert_eq!(parts.ledger().unwrap_err(), faults);
    }

    #[test]
    fn the_bundled_state_is_the_same_by_every_path(
        t in 0u16..33,
        by in 0i32..119_000,
        at_change in any::<Option<prop::sample::Index>>(),
    ) {
        let history = &atlas().history;
        for ledger in &history.ledgers {
            // Random days seldom meet a change: half of them are made to, or to be the day before.
            let on = match at_change {
                Some(index) => plus_days(*index.get(ledger.days()), -(by % 2)),
                None => plus_days(history.first_day, by).min(history.last_day),
            };
            check_day(ledger, TerritoryId(t), on);
            check_steps(ledger, &[], on);
            check_steps(ledger, &[TerritoryId(t)], on);
        }
    }
}
