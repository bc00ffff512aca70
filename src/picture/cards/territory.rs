//! The card of a territory: its words, which `app` sets.

use crate::atlas::{Atlas, Island};
use crate::history::{
    Confidence, Day, EventId, Glossary, HolderId, LensId, Prose, Span, TerritoryId, name_on,
};
use crate::view::{Look, Selection, Theme};

use super::super::fills::fill_of;
use super::super::inhabitants::{Coverage, of_territory};
use super::super::labels::other_names;
use super::super::marks::Fill;
use super::super::words::{Argument, Words};
use super::citation::{Said, of_holding};
use super::event::article_name;
use super::{EventLine, Fact, SourceLine, cited, event_line, source_line, territory_name};

/// The card of a territory.
#[derive(Debug, Clone, PartialEq)]
pub struct TerritoryCard {
    /// Which.
    pub territory: TerritoryId,
    /// Its name on the day.
    pub name: String,
    /// Its name of today, if that is another.
    pub today: Option<String>,
    /// The names in the other languages.
    pub other_names: String,
    /// Further names.
    pub also: String,
    /// The island that was clicked, if its name is another.
    pub island: Option<String>,
    /// Area and count of holders.
    pub facts: Vec<Fact>,
    /// Why it has the colour of the day.
    pub why: Why,
    /// All its holders.
    pub holders: Vec<HolderRow>,
    /// How many lived there, by what was counted.
    pub inhabitants: Vec<Coverage>,
    /// Events that touched it.
    pub events: Vec<EventLine>,
    /// Remarks on its extent or naming.
    pub notes: Vec<Prose>,
    /// What names and remarks rest on, a line a source.
    pub sources: Vec<SourceLine>,
}

/// Why a territory has its colour: who holds it, since when, by which act, who says otherwise, and
/// how that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Who holds it, since when, in what way.
    pub now: HolderRow,
    /// The instrument by which it passed, if that is another than the event.
    pub act: Option<EventLine>,
    /// The article of the act: what it is called, and what it says.
    pub article: Option<(String, Prose)>,
    /// The lenses that say otherwise, with the fill and name of the holder by each.
    pub otherwise: Vec<(LensId, String, Fill, String)>,
    /// What it rests on, a line a source.
    pub sources: Vec<SourceLine>,
    /// How sure that is, in words.
    pub confidence: String,
    /// All that in a line to cite.
    pub citation: String,
}

/// A holder of a territory.
#[derive(Debug, Clone, PartialEq)]
pub struct HolderRow {
    /// Its fill.
    pub fill: Fill,
    /// Its name.
    pub holder: String,
    /// From when to when, in words.
    pub dates: String,
    /// The first day.
    pub from: Day,
    /// Who ran it for the holder, in what way, and who else claims it.
    pub status: Prose,
    /// The event that it came by, and its title.
    pub event: Option<(EventId, String)>,
    /// A remark.
    pub note: Option<Prose>,
    /// How sure it is, in words, unless that is high.
    pub doubt: Option<String>,
    /// Whether it is the one of the day.
    pub current: bool,
}

/// The card of what is selected.
#[must_use]
pub fn territory_card(
    atlas: &Atlas,
    look: &Look,
    words: &Words,
    selection: Selection,
) -> TerritoryCard {
    let history = &atlas.history;
    let glossary = Glossary::new(history, words.language);
    let t = selection.territory;
    let record = history.territory(t);
    let name = name_on(&record.was, &record.name, look.moment());
    let own = name.get(words.language);
    let today = Some(record.name.get(words.language)).filter(|today| *today != own);
    let ledger = history.ledger(look.lens());
    let current = ledger.on(t, look.moment());
    let rows: Vec<HolderRow> = ledger
        .spans(t)
        .map(|span| {
            let on = span.from.day == current.from.day;
            holder_row(atlas, look.theme(), (words, &glossary), &span, on)
        })
        .collect();
    let mut holders: Vec<HolderId> = ledger.spans(t).map(|span| span.holding.holder).collect();
    holders.dedup();
    // An island that is all of its territory has been named by it.
    let shares =
        |island: &&Island| island.territories.len() > 1 || atlas.islands_of(t).nth(1).is_some();
    let island = selection.island.map(|id| atlas.island(id)).filter(shares);
    let events = history
        .event_ids()
        .filter(|&event| history.touched_by(event).contains(&t))
        .map(|event| event_line(atlas, words, event))
        .collect();
    let mut notes: Vec<Prose> = Vec::new();
    notes.extend(record.note.iter().map(|note| glossary.read(note.get(words.language))));
    notes.extend(record.further.iter().map(|further| {
        let language = history.further_language(further.language).name.get(words.language);
        let text = words.pair(language, further.name.get(words.language));
        Prose { text, terms: Vec::new() }
    }));
    let also = record.also.get(usize::from(words.language.0)).map(|also| words.list(also));
    let mut facts = vec![(words.get("fact-area"), words.area(atlas.area_km2(t)))];
    if let Some(island) = island {
        let area = words.area(island.area_km2);
        facts.insert(0, (island.name.get(words.language).to_owned(), area));
    }
    facts.push((
        words.get("fact-holders"),
        words.with(
            "holders-since",
            &[
                ("count", Argument::Number(holders.len())),
                ("year", Argument::Text(&first_year(atlas))),
            ],
        ),
    ));
    let versions = name.versions().chain(record.name.versions());
    TerritoryCard {
        territory: t,
        name: own.to_owned(),
        today: today.map(str::to_owned),
        other_names: other_names(versions.filter(|name| Some(*name) != today), own),
        also: also.unwrap_or_default(),
        island: island.map(|island| {
            let name = island.name.get(words.language);
            let rest = other_names(island.name.versions(), name);
            format!("{name} · {rest}")
        }),
        facts,
        why: why(atlas, look, (words, &glossary), &current),
        holders: rows,
        inhabitants: of_territory(atlas, words, t),
        events,
        notes,
        sources: record.sources.iter().map(|&source| cited(atlas, words, source)).collect(),
    }
}

fn first_year(atlas: &Atlas) -> String {
    atlas.history.first_day.year().to_string()
}

fn why(atlas: &Atlas, look: &Look, (words, glossary): (&Words, &Glossary), span: &Span<'_>) -> Why {
    let history = &atlas.history;
    let language = words.language;
    let now = holder_row(atlas, look.theme(), (words, glossary), span, true);
    let change = span.change.map(|change| &history.ledger(look.lens()).changes()[change]);
    let act = change.filter(|change| change.act != change.event).map(|change| change.act);
    let article = change.and_then(|change| {
        let number = change.article.as_ref()?;
        let treaty = history.event(change.act).treaty.as_ref()?;
        let article = treaty.articles.iter().find(|article| article.number == *number)?;
        Some((article_name(words, treaty, number), glossary.read(article.text.get(language))))
    });
    let otherwise = (0_u16..)
        .map(LensId)
        .zip(&history.lenses)
        .filter_map(|(lens, record)| {
            let holding = history.ledger(lens).on(span.territory, look.moment()).holding;
            let holder = history.holder(holding.holder);
            (holding.holder != span.holding.holder).then(|| {
                let name = holder.name.get(language).to_owned();
                let fill = fill_of(atlas, holding, look.theme());
                (lens, record.name.get(language).to_owned(), fill, name)
            })
        })
        .collect();
    let lines: Vec<String> =
        span.holding.sources.iter().map(|&source| source_line(atlas, source)).collect();
    let sources = span.holding.sources.iter().map(|&s| cited(atlas, words, s)).collect();
    let act = act.map(|event| event_line(atlas, words, event));
    let dates = [now.dates.as_str()].into_iter();
    let titles = now.event.iter().map(|(_, title)| title.as_str());
    let mut basis: Vec<&str> =
        dates.chain(titles).chain(act.iter().map(|act| act.title.as_str())).collect();
    basis.extend(article.as_ref().map(|(number, _)| number.as_str()));
    let confidence = words.get(&format!("confidence-{}", span.holding.confidence.id()));
    let said = Said {
        territory: &territory_name(atlas, words, span.territory, look.moment()),
        holder: &now.holder,
        right: &now.status,
        basis: &basis,
        confidence: &confidence,
        sources: &lines,
    };
    let citation = of_holding(atlas, look, words, &said);
    Why { now, act, article, otherwise, sources, confidence, citation }
}

fn holder_row(
    atlas: &Atlas,
    theme: Theme,
    (words, glossary): (&Words, &Glossary),
    span: &Span<'_>,
    current: bool,
) -> HolderRow {
    let history = &atlas.history;
    let holding = span.holding;
    let holder = history.holder(holding.holder).name.get(words.language).to_owned();
    let from = if span.event.is_none() {
        words.with("before-start", &[("year", Argument::Text(&first_year(atlas)))])
    } else {
        words.when(span.from)
    };
    let until = span.until.map_or_else(|| words.get("to-today"), |until| words.when(until));
    let mut status = words.get(&format!("status-{}", holding.status.id()));
    if let Some(administration) = &holding.administration {
        status = format!("{} · {status}", administration.get(words.language));
    }
    if !holding.claimants.is_empty() {
        let names: Vec<&str> =
            holding.claimants.iter().map(|&c| history.holder(c).name.get(words.language)).collect();
        let claim = words.with("claimed-by", &[("names", Argument::Text(&words.list(&names)))]);
        status = format!("{status} · {claim}");
    }
    let sure = holding.confidence == Confidence::High;
    let confidence = words.get(&format!("confidence-{}", holding.confidence.id()));
    HolderRow {
        fill: fill_of(atlas, holding, theme),
        holder,
        dates: format!("{from} – {until}"),
        from: span.from.day,
        status: glossary.read(status),
        event: span
            .event
            .map(|event| (event, history.event(event).title.get(words.language).to_owned())),
        note: holding.note.as_ref().map(|note| glossary.read(note.get(words.language))),
        doubt: (!sure).then_some(confidence),
        current,
    }
}
