//! Dates: as people write them, in three languages and calendars, and said in them.
//!
//! The table (`tests/dates/typed.txt`) has a text in each line, and after the last ` = ` the days that it
//! means and the calendar it is read in, or after ` ! ` why it is refused. Lines with `#` are headings.

use std::fs;

use okhotsk::atlas::Atlas;
use okhotsk::history::calendars::{Calendar, Parts, Refusal, day_of_julian, julian_of_day};
use okhotsk::history::eras::{TABLE, TableFault};
use okhotsk::history::{Dated, Day, Lunisolar, Precision, plus_days};
use okhotsk::picture::cards::agenda;
use okhotsk::picture::dates::{
    Lexicon, calendars, era_name, in_era, in_julian, others, read, refusal,
};
use okhotsk::picture::search::moment;
use okhotsk::picture::title::{TitleInput, title};
use okhotsk::picture::words::INTERFACE;
use okhotsk::picture::{Mark, Words};
use okhotsk::view::{Action, Kinds, Look};
use proptest::prelude::*;

use crate::common::{atlas, cases, day, failure, root, rows_of, stdout};
use crate::edited::Edited;

fn typed(text: &str) -> Result<Dated, Refusal> {
    read(text, Lexicon::all())
}

/// A reading as the table writes it.
fn written(read: Result<Dated, Refusal>) -> String {
    match read {
        Ok(Dated { first, last, precision, calendar }) => {
            let calendar = format!("{calendar:?}").to_lowercase();
            assert_eq!(precision == Precision::Day, first == last);
            if first == last {
                format!("= {first}, {calendar}")
            } else {
                format!("= {first} .. {last}, {calendar}")
            }
        }
        Err(refusal) => match refusal {
            Refusal::NotADate => "! not a date".to_owned(),
            Refusal::NoSuchMonth => "! no month".to_owned(),
            Refusal::NoSuchIntercalary(None) => "! no intercalary month".to_owned(),
            Refusal::NoSuchIntercalary(Some(month)) => {
                format!("! no intercalary month but that after {month}")
            }
            Refusal::NoSuchDay(days) => format!("! no day {days}"),
            Refusal::OutsideEra(_, first, Some(last)) => format!("! outside of {first} .. {last}"),
            Refusal::OutsideEra(_, first, None) => format!("! outside of {first} .."),
            Refusal::OutsideCalendar(first) => format!("! before {first}"),
            Refusal::Ambiguous(one, other) => format!("! {one} or {other}"),
            Refusal::OutsideAtlas(..) => panic!("a text is read without an atlas"),
        },
    }
}

#[test]
fn dates_are_read_as_people_write_them() {
    let table = fs::read_to_string(root().join("tests/dates/typed.txt")).unwrap();
    let lines = table.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut tried, mut wrong) = (0, Vec::new());
    for line in lines {
        let at =
            line.rfind(" = ").or_else(|| line.rfind(" ! ")).unwrap_or_else(|| panic!("{line}"));
        let (text, expected) = (&line[..at], line[at..].trim());
        let found = written(typed(text));
        if found != expected {
            wrong.push(format!("{text:?} is read as '{found}', not '{expected}'"));
        }
        // Neither case nor spaces around count.
        assert_eq!(written(typed(&format!("\t{}  ", text.to_uppercase()))), found, "{text}");
        tried += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 200, "only {tried} lines");
}

/// What is said of a day is read back as that day, in every language.
#[test]
fn what_is_said_is_read_back() {
    let calendar = Lunisolar::known();
    let starts = calendar.months().iter().map(|month| month.first);
    let mut days: Vec<Day> = starts.filter(|first| first.year() >= 1700).collect();
    assert!(days.len() > 2100, "only {} months", days.len());
    // A day within a month too, and the last one of each year.
    days.extend(days.clone().into_iter().map(|first| plus_days(first, 20)));
    days.extend((1700..=1917).map(|year| jiff::civil::date(year, 12, 31)));
    for (id, _) in INTERFACE {
        let words = Words::of_interface(id);
        for &day in &days {
            let civil = words.day(day);
            assert_eq!(
                typed(&civil).map(|date| (date.first, date.last)),
                Ok((day, day)),
                "{civil}"
            );
            if day.year() < 1873 {
                let said = in_era(&words, day).unwrap();
                let read = typed(&said).map(|date| (date.first, date.last, date.calendar));
                assert_eq!(read, Ok((day, day, Calendar::Era)), "{said}");
            }
            let said = in_julian(&words, day).unwrap();
            let (year, month, of_month) = julian_of_day(day);
            assert_eq!(day_of_julian(year, month, of_month), Some(day), "{said}");
            if year != day.year() {
                let read = typed(&said).map(|date| (date.first, date.calendar));
                assert_eq!(read, Ok((day, Calendar::Julian)), "{said}");
            }
        }
    }
}

/// Days that are known by both dates, from treaties, accessions, fires and eruptions, and the changes of
/// eras, as handbooks give them.
#[test]
fn the_table_agrees_with_what_is_known() {
    for (text, known) in [
        ("Genroku 14.3.14", "1701-04-21"),
        ("Genroku 15.12.14", "1703-01-30"),
        ("Hōei 4.11.23", "1707-12-16"),
        ("Kansei 11.1.16", "1799-02-20"),
        ("An'ei 7.6.9", "1778-07-03"),
        ("Tenmei 3.7.8", "1783-08-05"),
        ("Kansei 4.9.5", "1792-10-20"),
        ("Bunka 1.9.7", "1804-10-10"),
        ("Bunka 3.9.11", "1806-10-22"),
        ("Bunka 4.3.22", "1807-04-29"),
        ("Bunka 5.8.15", "1808-10-04"),
        ("Bunka 8.6.4", "1811-07-23"),
        ("Bunka 10.9.26", "1813-10-19"),
        ("Bunsei 4.12.7", "1821-12-30"),
        ("Bunsei 11.8.9", "1828-09-17"),
        ("Tenpō 8.2.19", "1837-03-25"),
        ("Kaei 6.6.3", "1853-07-08"),
        ("Kaei 7.3.3", "1854-03-31"),
        ("Ansei 1.12.21", "1855-02-07"),
        ("Ansei 2.2.22", "1855-04-08"),
        ("Ansei 2.10.2", "1855-11-11"),
        ("Ansei 5.6.19", "1858-07-29"),
        ("Ansei 5.7.11", "1858-08-19"),
        ("Ansei 7.3.3", "1860-03-24"),
        ("Keiō 2.12.25", "1867-01-30"),
        ("Keiō 3.1.9", "1867-02-13"),
        ("Keiō 3.2.25", "1867-03-30"),
        ("Keiō 3.10.14", "1867-11-09"),
        ("Keiō 4.1.3", "1868-01-27"),
        ("Meiji 2.5.18", "1869-06-27"),
        ("Meiji 2.8.15", "1869-09-20"),
        ("Meiji 4.7.14", "1871-08-29"),
        ("Meiji 5.12.2", "1872-12-31"),
    ] {
        assert_eq!(typed(text).map(|date| date.first), Ok(day(known)), "{text}");
    }
    // The day of each change, in the words of the old era.
    let changes = [
        ("genroku", "Jōkyō 5.9.30"),
        ("hoei", "Genroku 17.3.13"),
        ("shotoku", "Hōei 8.4.25"),
        ("kyoho", "Shōtoku 6.6.22"),
        ("genbun", "Kyōhō 21.4.28"),
        ("kanpo", "Genbun 6.2.27"),
        ("enkyo", "Kanpō 4.2.21"),
        ("kanen", "Enkyō 5.7.12"),
        ("horeki", "Kan'en 4.10.27"),
        ("meiwa", "Hōreki 14.6.2"),
        ("anei", "Meiwa 9.11.16"),
        ("tenmei", "An'ei 10.4.2"),
        ("kansei", "Tenmei 9.1.25"),
        ("kyowa", "Kansei 13.2.5"),
        ("bunka", "Kyōwa 4.2.11"),
        ("bunsei", "Bunka 15.4.22"),
        ("tenpo", "Bunsei 13.12.10"),
        ("koka", "Tenpō 15.12.2"),
        ("kaei", "Kōka 5.2.28"),
        ("ansei", "Kaei 7.11.27"),
        ("manen", "Ansei 7.3.18"),
        ("bunkyu", "Man'en 2.2.19"),
        ("genji", "Bunkyū 4.2.20"),
        ("keio", "Genji 2.4.7"),
        ("meiji", "Keiō 4.9.8"),
        ("taisho", "Meiji 45.7.30"),
        ("showa", "Taishō 15.12.25"),
        ("heisei", "Shōwa 64.1.8"),
        ("reiwa", "Heisei 31.5.1"),
    ];
    let eras = Lunisolar::known().eras();
    assert_eq!(eras.len(), changes.len() + 1);
    for (era, (id, old)) in eras[1..].iter().zip(changes) {
        assert_eq!((era.id.as_str(), Ok(era.first)), (id, typed(old).map(|date| date.first)));
    }
}

/// Every day has a lunisolar date, the next one of the day before.
#[test]
fn no_day_of_the_table_is_left_out() {
    let calendar = Lunisolar::known();
    let months = calendar.months();
    assert_eq!(calendar.first_day(), Some(day("1685-02-04")));
    assert_eq!(calendar.date_of(day("1685-02-03")), None);
    for pair in months.windows(2) {
        assert_eq!(plus_days(pair[0].first, i32::from(pair[0].days)), pair[1].first);
        let next = if pair[1].intercalary { pair[0].number } else { pair[0].number % 12 + 1 };
        assert_eq!(pair[1].number, next, "{:?}", pair[1]);
        // A month lasts from new moon to new moon, which the calendar missed by a day at the most.
        assert!((29..=30).contains(&pair[0].days));
    }
    let last = months.last().unwrap();
    assert_eq!((last.first, last.days), (day("1872-12-30"), 2));
    // Seven years in nineteen have an intercalary month.
    let years = |from: i16| from..from + 19;
    for from in (1685..1853).step_by(19) {
        let own = months.iter().filter(|m| m.intercalary && years(from).contains(&m.year));
        assert_eq!(own.count(), 7, "from {from}");
    }
    let mut on = day("1700-01-01");
    while on < day("1873-01-01") {
        let date = calendar.date_of(on).unwrap();
        let parts = Parts {
            year: date.year,
            month: Some(date.month),
            intercalary: date.intercalary,
            day: Some(date.day),
        };
        assert_eq!(calendar.days_of(date.era, parts).map(|read| read.first), Ok(on));
        on = plus_days(on, 1);
    }
}

#[test]
fn a_table_at_fault_is_told() {
    let with = |find: &str, put: &str| {
        assert!(TABLE.contains(find), "no '{find}'");
        Lunisolar::read(&TABLE.replacen(find, put, 1))
    };
    assert!(with("1854 = ", "1854 = ").is_ok());
    assert!(matches!(with("1854 = \"s", "1854 = \""), Err(TableFault::Year(1854))), "a month less");
    assert!(matches!(with("1854 = \"s", "1854 = \"x"), Err(TableFault::Year(1854))), "a letter");
    assert!(matches!(with("1854 = \"s", "1854 = \"(s"), Err(TableFault::Year(1854))), "a bracket");
    assert!(matches!(with("1854 = ", "1954 = "), Err(TableFault::Year(1855))), "a year less");
    assert!(matches!(with("1873-01-01", "1874-01-01"), Err(TableFault::End(_))), "no end");
    assert!(matches!(with("1865-05-01", "1864-03-27"), Err(TableFault::Era(id)) if id == "keio"));
    assert!(matches!(with("first_day", "day"), Err(TableFault::Form(_))));
}

#[test]
fn the_julian_calendar_is_that_of_its_rule() {
    // The days of which handbooks give both, and the ends of its years.
    for (julian, civil) in [
        ((1582, 10, 5), "1582-10-15"),
        ((1700, 2, 28), "1700-03-10"),
        ((1700, 2, 29), "1700-03-11"),
        ((1800, 2, 29), "1800-03-12"),
        ((1855, 1, 26), "1855-02-07"),
        ((1900, 2, 29), "1900-03-13"),
        ((1917, 12, 31), "1918-01-13"),
        ((1, 1, 3), "0001-01-01"),
    ] {
        assert_eq!(day_of_julian(julian.0, julian.1, julian.2), Some(day(civil)), "{julian:?}");
        assert_eq!(julian_of_day(day(civil)), julian, "{civil}");
    }
    assert_eq!(day_of_julian(9999, 12, 31), None, "after the last day");
    let mut on = day("1690-01-01");
    let mut before = julian_of_day(plus_days(on, -1));
    while on < day("1930-01-01") {
        let (year, month, of_month) = julian_of_day(on);
        assert_eq!(day_of_julian(year, month, of_month), Some(on));
        assert!((year, month, of_month) > before && (of_month == before.2 + 1 || of_month == 1));
        before = (year, month, of_month);
        on = plus_days(on, 1);
    }
}

#[test]
fn a_day_is_said_in_all_calendars() {
    let said = |id: &str, on: &str| calendars(&Words::of_interface(id), day(on));
    assert_eq!(said("en", "1855-02-07"), "7 February 1855 · 26 January OS · Ansei 1.12.21");
    assert_eq!(said("ja", "1855-02-07"), "1855年2月7日 · ユリウス暦1月26日 · 安政元年12月21日");
    assert_eq!(said("ru", "1855-02-07"), "7 февраля 1855 г. · 26 января ст. ст. · Ансэй 1.12.21");
    // An intercalary month, a year that had begun in one calendar only.
    assert_eq!(said("en", "1854-08-26"), "26 August 1854 · 14 August OS · Kaei 7, int. 7.3");
    assert_eq!(said("ja", "1854-08-26"), "1854年8月26日 · ユリウス暦8月14日 · 嘉永7年閏7月3日");
    assert_eq!(said("en", "1856-01-05"), "5 January 1856 · 24 December 1855 OS · Ansei 2.11.28");
    // Each while it was in use.
    assert_eq!(said("en", "1872-12-31"), "31 December 1872 · 19 December OS · Meiji 5.12.2");
    assert_eq!(said("en", "1873-01-01"), "1 January 1873 · 20 December 1872 OS · Meiji 6");
    assert_eq!(said("en", "1918-02-13"), "13 February 1918 · 31 January OS · Taishō 7");
    assert_eq!(said("en", "1918-02-14"), "14 February 1918 · Taishō 7");
    assert_eq!(said("ja", "1945-09-02"), "1945年9月2日 · 昭和20年");
    assert_eq!(said("ja", "2019-05-01"), "2019年5月1日 · 令和元年");
    assert_eq!(said("en", "1600-10-21"), "21 October 1600 · 11 October OS");
    assert!(!others(&Words::of_interface("en"), day("1700-01-01")).is_empty());
}

#[test]
fn every_era_has_a_name_in_every_language_of_its_own() {
    for (id, _) in INTERFACE {
        let words = Words::of_interface(id);
        let mut names: Vec<String> =
            Lunisolar::known().era_ids().map(|(era, _)| era_name(&words, era)).collect();
        assert!(
            names.iter().all(|name| !name.is_empty() && !name.starts_with("era-")),
            "{names:?}"
        );
        names.sort();
        names.dedup();
        assert_eq!(names.len(), Lunisolar::known().eras().len(), "{id}");
    }
}

#[test]
fn a_refusal_says_what_is_possible() {
    let said = |id: &str, text: &str| {
        let date = typed(text).and_then(|date| atlas().history.within(date));
        refusal(&Words::of_interface(id), date.unwrap_err())
    };
    for (text, part) in [
        ("soon", "A date is written as 1905"),
        ("1905-13", "from 1 to 12"),
        ("1905-02-30", "28 days"),
        ("Ansei 2 leap 3.1", "no intercalary month"),
        ("Ansei 1 leap 3.1", "after its month 7"),
        ("Ansei 9.1.1", "Ansei lasted from 15 January 1855 to 8 April 1860"),
        ("Reiwa 1.1.1", "Reiwa began on 1 May 2019"),
        ("Jōkyō 1.1.1", "from 4 February 1685 on"),
        ("10/11/1905", "10 November 1905 or 11 October 1905"),
        ("1066", "from 1 January 1700 to"),
        ("Genroku 1.10.1", "from 1 January 1700 to"),
    ] {
        let english = said("en", text);
        assert!(english.contains(part), "{text}: {english}");
        for id in ["ja", "ru"] {
            let own = said(id, text);
            assert!(own != english && !own.contains("date-"), "{id}: {own}");
        }
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn whatever_is_typed_is_a_date_or_is_not(text in "\\PC{0,90}") {
        assert!(typed(&text).is_ok() || typed(&text).is_err());
    }

    /// Pieces of dates in any order.
    #[test]
    fn pieces_of_dates_make_no_trouble(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "1905", "1", "12", "31", "0", "99", "9999", "-", ".", "/", " ", "年", "月", "日", "元", "十",
                "千", "九", "閏", "int.", "OS", "ст. ст.", "Ansei", "安政", "Сёва", "Oct", "мая", "г.", "of",
                "٣", "\u{301}", "\u{202e}",
            ]),
            0..9,
        ),
    ) {
        if let Ok(date) = typed(&pieces.concat()) {
            prop_assert!(date.first <= date.last);
        }
        if let Ok(date) = typed(&pieces.join(" ")) {
            prop_assert!(date.first <= date.last);
        }
    }

    /// Every civil day, in all that it is said in.
    #[test]
    fn any_day_comes_back(days in 0..119_000_i32, language in 0..3_usize) {
        let on = plus_days(day("1700-01-01"), days);
        let words = Words::of_interface(INTERFACE[language].0);
        prop_assert_eq!(typed(&words.day(on)).map(|date| date.first), Ok(on));
        prop_assert_eq!(typed(&on.to_string()).map(|date| date.last), Ok(on));
        let era = in_era(&words, on).unwrap();
        let read = typed(&era);
        prop_assert!(read.is_ok_and(|date| date.first <= on && on <= date.last), "{}", era);
    }
}

/// All that the title of a look says.
fn title_of(atlas: &Atlas, look: &Look, small: bool) -> Vec<String> {
    let input = TitleInput::of(atlas, look, (false, small), ([0.0, 0.0, 500.0, 160.0], false));
    let marks = title(atlas, &Words::new(&atlas.history, look.language()), &input);
    let text = |mark: Mark| if let Mark::Text(text) = mark { Some(text.text) } else { None };
    marks.into_iter().filter_map(text).collect()
}

#[test]
fn the_title_names_no_day_that_is_not_known() {
    let atlas = atlas();
    let history = &atlas.history;
    let mut tried = std::collections::BTreeSet::new();
    for event in history.event_ids() {
        let date = history.event(event).date;
        if history.days_of(event).iter().filter(|when| when.day == date.day).count() != 1
            || date.day < history.first_day
        {
            continue;
        }
        let mut look = Look::new(atlas);
        look.apply(atlas, Action::GoToEvent(event, date.day));
        let year = date.day.year();
        let said = match date.precision {
            Precision::Day => format!("{} · ", Words::of_interface("en").day(date.day)),
            Precision::Month | Precision::Year => format!("{year}, day not known · "),
            Precision::Circa => format!("{year} · "),
        };
        let lines = title_of(atlas, &look, false);
        assert!(lines.iter().any(|line| line.contains(&said)), "no '{said}' in {lines:?}");
        let small = title_of(atlas, &look, true);
        let first = format!("{} · ", Words::of_interface("en").day_of_year(date.day));
        let named = small.iter().any(|line| line.starts_with(&first));
        assert_eq!(named, date.precision == Precision::Day, "{small:?}");
        // Closed, it is the day that was gone to, unless what changed the map on it is not known to the day.
        look.apply(atlas, Action::CloseEvent);
        let changes = history.ledger(look.lens()).changes().iter().map(|change| change.when);
        let own = changes.filter(|when| when.day == date.day).map(|when| when.precision).min();
        let day = match own.unwrap_or(Precision::Day) {
            Precision::Day => format!("{} · ", Words::of_interface("en").day(date.day)),
            Precision::Circa => format!("{year} · "),
            _ => format!("{year}, day not known · "),
        };
        let lines = title_of(atlas, &look, false);
        assert!(lines.iter().any(|line| line.contains(&day)), "no '{day}' in {lines:?}");
        tried.insert(date.precision);
    }
    assert_eq!(tried.len(), 4, "not every precision was tried: {tried:?}");
}

/// What happened on a day goes before what is only known to be of its month.
#[test]
fn what_is_known_to_the_day_opens_first() {
    let tiny = Edited::tiny();
    let opened = |tiny: &Edited| {
        let atlas = tiny.whole();
        let mut look = Look::new(&atlas);
        look.apply(&atlas, Action::GoToDay(day("1900-07-01")));
        let open = agenda(&atlas, &look, Kinds::default()).open.unwrap();
        atlas.history.event(open).id.clone()
    };
    assert_eq!(opened(&tiny), "1900-landing", "it changed the map");
    tiny.append(
        "history/events/all.toml",
        r#"
[[event]]
id = "1900-storm"
kind = "disaster"
date = "1900-07-01"
title = { en = "Storm", ja = "嵐", ru = "Буря" }
summary = { en = "It blew.", ja = "吹いた。", ru = "Дуло." }
sources = ["chronicle"]
confidence = "low"
"#,
    );
    assert_eq!(opened(&tiny), "1900-storm");
    // Of two that are known as exactly, what changed the map.
    tiny.edit("history/changes/fact.toml", "date = \"1900-07\"", "date = \"1900-07-01\"");
    assert_eq!(opened(&tiny), "1900-landing");
}

#[test]
fn tables_say_how_exactly_a_day_is_known() {
    let history = &atlas().history;
    let rows = rows_of(&stdout(&["events", "--format", "csv"]));
    assert_eq!(rows.len(), history.events.len());
    let mut seen = std::collections::BTreeSet::new();
    for row in &rows {
        let event = history.event(history.find_event(&row["event"]).unwrap());
        assert_eq!(row["precision"], event.date.precision.id(), "{}", event.id);
        seen.insert(row["precision"].clone());
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["circa", "day", "month", "year"]);
    let ledger = history.ledger(okhotsk::history::LensId(0));
    let spans = history.territory_ids().flat_map(|t| ledger.spans(t));
    let precisions: Vec<String> = spans.map(|span| span.from.precision.id().to_owned()).collect();
    let rows = rows_of(&stdout(&["spans", "--format", "csv"]));
    assert_eq!(rows.iter().map(|row| row["precision"].clone()).collect::<Vec<_>>(), precisions);
    assert!(
        precisions.iter().any(|own| own == "circa") && precisions.iter().any(|own| own == "day")
    );
    let state = stdout(&["state", "--date", "1750", "--format", "json"]);
    assert!(
        state.contains("\"precision\": \"circa\"") || state.contains("\"precision\": \"year\"")
    );
}

/// The command line takes a date in any of the calendars, and keeps what it took before.
#[test]
fn the_command_line_reads_dates_as_people_write_them() {
    let state = |date: &str| stdout(&["state", "--date", date, "--format", "geojson"]);
    let on = |date: &str| {
        let json: serde_json::Value = serde_json::from_str(&state(date)).unwrap();
        json["date"].as_str().unwrap().to_owned()
    };
    for (typed, expected) in [
        ("1905", "1905-12-31"),
        ("1905-10", "1905-10-31"),
        ("1905-10-14", "1905-10-14"),
        ("26 January 1855 OS", "1855-02-07"),
        ("安政元年12月21日", "1855-02-07"),
        ("Ансэй 1.12.21", "1855-02-07"),
        ("14 октября 1905 г.", "1905-10-14"),
        ("Meiji 8", "1875-12-31"),
    ] {
        assert_eq!(on(typed), expected, "{typed}");
    }
    let rows = rows_of(&stdout(&[
        "events",
        "--from",
        "Ansei 1.12.21",
        "--to",
        "26 Jan 1855 OS",
        "--format",
        "csv",
    ]));
    assert!(!rows.is_empty());
    for row in rows {
        assert!(row["date"] == "1855-02-07" || !row["end"].is_empty(), "{row:?}");
    }
    for (typed, part) in [
        ("Kaei 7.12.21", "Kaei lasted from 1 April 1848 to 15 January 1855"),
        ("10/11/1905", "10 November 1905 or 11 October 1905"),
        ("Genroku 10.1.1", "the atlas covers 1700-01-01 to"),
        ("-1905", "a date has no sign"),
    ] {
        let (code, stderr) = failure(&["state", "--date", typed]);
        assert!(code == 2 && stderr.contains(part), "{typed}: {stderr}");
    }
}

#[test]
fn the_search_takes_a_date_of_any_calendar() {
    let said = |query: &str| {
        let words = Words::of_interface("en");
        moment(atlas(), &words, query).map(|found| found.map(|entry| (entry.title, entry.detail)))
    };
    let found = |title: &str, detail: &str| Some(Ok((title.to_owned(), detail.to_owned())));
    assert_eq!(said("1855"), found("1855", ""));
    let all = "26 January OS · Ansei 1.12.21";
    for query in ["1855-02-07", "安政元年12月21日", "26 Jan 1855 OS", "7 февраля 1855 г."]
    {
        assert_eq!(said(query), found("7 February 1855", all), "{query}");
    }
    assert_eq!(said("Meiji 8"), found("31 December 1875", "19 December OS · Meiji 8"));
    for name in ["May", "Ansei", "Treaty of 1855", "12", ""] {
        assert_eq!(said(name), None, "{name} is no date");
    }
    for refused in ["1600", "10/11/1905", "1905-02-30", "Ansei 9.1.1"] {
        assert!(matches!(said(refused), Some(Err(_))), "{refused}");
    }
}
