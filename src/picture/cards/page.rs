//! Cards for files: the same words as in the window, set one under the other as marks.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::view::{Kinds, Look};

use super::super::faces::{Face, width};
use super::super::furniture::text;
use super::super::inhabitants::{self, Coverage};
use super::super::marks::{Color, Fill, Mark, Stroke, TextMark, is_upright};
use super::super::palette::{Palette, palette};
use super::super::parts::{Layer, Part, PartKind};
use super::super::words::{Argument, Words};
use super::{EventCard, Fact, SourceLine, TerritoryCard, agenda, event_card, territory_card};

/// Space around the words, in points.
const PAD: f32 = 16.0;
/// Width of the words that rows of facts begin with, in points.
const WORD: f32 = 92.0;
/// Letters that no line begins with.
const NOT_FIRST: &str = "、。，．・）」』】〉》”’!?！？：；)]},.:;…";

/// A page of cards: the one of the event that is open and the one of what is selected, each as far as
/// its room goes.
#[must_use]
pub fn cards_page(atlas: &Atlas, words: &Words, look: &Look, extent: [f32; 2]) -> Part {
    let palette = palette(look.theme());
    let [w, h] = extent;
    let begun = |y: f32| Page {
        palette: &palette,
        left: PAD,
        right: (w - PAD).max(PAD + 20.0),
        y,
        marks: Vec::new(),
    };
    let mut top = PAD;
    let mut marks = Vec::new();
    if let Some(event) = agenda(atlas, look, Kinds::default()).open {
        let card = event_card(atlas, look.lens(), look.theme(), words, event);
        let mut page = begun(top);
        page.event(words, &card);
        // What is selected has half of the page.
        let bottom = if look.selection().is_some() { 0.5 * h } else { h - PAD };
        top = page.y.min(bottom) + 10.0;
        marks = page.kept_to(bottom);
    }
    if let Some(selection) = look.selection() {
        let mut page = begun(top);
        if top > PAD {
            page.rule();
        }
        page.territory(words, &territory_card(atlas, look, words, selection));
        marks.extend(page.kept_to(h - PAD));
    }
    let frame = [0.0, 0.0, w, h];
    Part {
        kind: PartKind::Cards,
        frame,
        clip: frame,
        ground: palette.paper,
        map: None,
        layers: vec![Layer { name: "cards", marks: Arc::new(marks) }],
        targets: Arc::default(),
    }
}

/// Words that are set line by line.
struct Page<'a> {
    palette: &'a Palette,
    left: f32,
    right: f32,
    /// The upper edge of what comes next.
    y: f32,
    marks: Vec<Mark>,
}

impl Page<'_> {
    fn space(&mut self, points: f32) {
        self.y += points;
    }

    fn rule(&mut self) {
        let points = vec![[self.left, self.y], [self.right, self.y]];
        self.marks.push(Mark::Line { points, stroke: Stroke::solid(1.0, self.palette.hairline) });
        self.y += 8.0;
    }

    /// Sets a paragraph from some way in; its lines are as far apart as the letters ask for.
    fn paragraph(&mut self, indent: f32, (face, size): (Face, f32), color: Color, words: &str) {
        let left = self.left + indent;
        let room = (self.right - left).max(20.0);
        for line in lines(face, size, room, words) {
            let at = [left, self.y + 0.95 * size];
            let mut mark = text(at, face, size, self.palette, line);
            mark.color = color;
            self.marks.push(Mark::Text(mark));
            self.y += 1.36 * size;
        }
    }

    fn plain(&mut self, words: &str) {
        self.paragraph(0.0, (Face::Sans, 12.5), self.palette.ink, words);
    }

    fn small(&mut self, words: &str) {
        self.paragraph(0.0, (Face::Sans, 11.0), self.palette.muted, words);
    }

    fn heading(&mut self, words: &str) {
        self.space(7.0);
        self.paragraph(0.0, (Face::SansBold, 12.5), self.palette.muted, words);
        self.space(1.0);
    }

    /// Rows of a word and what it says beside it.
    fn facts(&mut self, facts: &[Fact]) {
        for (word, value) in facts {
            let top = self.y;
            let right = std::mem::replace(&mut self.right, self.left + WORD);
            self.paragraph(0.0, (Face::Sans, 11.5), self.palette.muted, word);
            let below = std::mem::replace(&mut self.y, top);
            self.right = right;
            self.paragraph(WORD + 10.0, (Face::Sans, 12.5), self.palette.ink, value);
            self.y = self.y.max(below) + 2.0;
        }
    }

    fn swatch(&mut self, fill: Fill) {
        let frame = [self.left, self.y + 2.0, self.left + 20.0, self.y + 15.0];
        let stroke = Some(Stroke::solid(0.8, self.palette.outline));
        self.marks.push(Mark::Box { frame, rounding: 2.0, fill, stroke, fineness: 0.8 });
    }

    fn event(&mut self, words: &Words, card: &EventCard) {
        let top = self.y;
        self.left += 14.0;
        self.paragraph(0.0, (Face::SerifBold, 18.0), self.palette.ink, &card.title);
        self.small(&card.other_titles);
        if !card.treaty {
            self.small(&card.kind);
        }
        self.space(4.0);
        self.facts(&card.facts);
        let people = |(word, people): &(String, Vec<super::Named>)| {
            let names: Vec<&str> = people.iter().map(|(_, name)| name.as_str()).collect();
            (word.clone(), words.list(&names))
        };
        let people: Vec<Fact> = card.people.iter().map(people).collect();
        self.facts(&people);
        self.space(3.0);
        self.plain(&card.summary);
        if !card.aims.is_empty() {
            self.heading(&words.get("card-wanted"));
        }
        for (who, what) in &card.aims {
            self.lead(who, what);
        }
        self.articles(words, card);
        if let Some(open) = &card.left_open {
            self.heading(&words.get("card-left-open"));
            self.plain(open);
        }
        if !card.transfers.is_empty() {
            self.heading(&words.get("card-on-map"));
        }
        for transfer in &card.transfers {
            let names: Vec<&str> = transfer.territories.iter().map(|t| t.1.as_str()).collect();
            self.plain(&words.pair(&transfer.day, &words.list(&names)));
            self.swatch(transfer.to);
            self.paragraph(28.0, (Face::Sans, 12.5), self.palette.ink, &transfer.passage);
            for line in transfer.administration.iter().chain(&transfer.claim) {
                self.paragraph(28.0, (Face::Sans, 11.0), self.palette.muted, line);
            }
            self.space(3.0);
        }
        for remark in card.often_given.iter().chain(&card.note) {
            self.space(3.0);
            self.small(remark);
        }
        self.sources(words, &card.sources, &card.confidence);
        self.left -= 14.0;
        let color = if card.treaty { self.palette.treaty } else { self.palette.muted };
        self.marks.push(Mark::Box {
            frame: [self.left, top, self.left + 3.0, self.y],
            rounding: 0.0,
            fill: Fill::plain(color),
            stroke: None,
            fineness: 1.0,
        });
    }

    /// A paragraph that begins with who or what it is about.
    fn lead(&mut self, who: &str, what: &str) {
        self.plain(&if who.is_empty() { what.to_owned() } else { format!("{who} — {what}") });
        self.space(2.0);
    }

    /// What was agreed, in plain words and in those of the instrument.
    fn articles(&mut self, words: &Words, card: &EventCard) {
        if !card.articles.is_empty() {
            self.heading(&words.get("card-agreed"));
        }
        for article in &card.articles {
            self.lead(&article.name, &article.text);
            for quotation in &article.originals {
                let quoted = words.pair(&quotation.language, &quotation.text);
                self.paragraph(14.0, (Face::SerifItalic, 12.0), self.palette.ink, &quoted);
                let source = quotation.source.said();
                self.paragraph(14.0, (Face::Sans, 10.5), self.palette.muted, &source);
                self.space(3.0);
            }
        }
        if let Some(differ) = &card.versions_differ {
            self.heading(&words.get("card-versions"));
            self.plain(differ);
        }
    }

    fn territory(&mut self, words: &Words, card: &TerritoryCard) {
        self.paragraph(0.0, (Face::SerifBold, 18.0), self.palette.ink, &card.name);
        self.small(&card.other_names);
        self.small(&card.also);
        self.space(3.0);
        self.facts(&card.facts);
        self.heading(&words.get("card-why"));
        let why = &card.why;
        self.swatch(why.now.fill);
        self.paragraph(28.0, (Face::SansBold, 12.5), self.palette.ink, &why.now.holder);
        self.paragraph(28.0, (Face::Sans, 11.0), self.palette.muted, &why.now.dates);
        self.paragraph(28.0, (Face::Sans, 11.0), self.palette.muted, &why.now.status);
        let titles = why.now.event.iter().map(|(_, title)| title.as_str());
        let acts = why.act.iter().map(|act| act.title.as_str());
        for line in titles.chain(acts).chain(why.now.note.as_deref()) {
            self.paragraph(28.0, (Face::Sans, 12.0), self.palette.ink, line);
        }
        if let Some((number, article)) = &why.article {
            self.plain(&format!("{number} — {article}"));
        }
        self.sources(words, &why.sources, &why.confidence);
        self.heading(&words.get("card-holders"));
        for row in &card.holders {
            self.swatch(row.fill);
            let face = if row.current { Face::SansBold } else { Face::Sans };
            self.paragraph(28.0, (face, 12.5), self.palette.ink, &row.holder);
            self.paragraph(28.0, (Face::Sans, 11.0), self.palette.muted, &row.dates);
            self.space(3.0);
        }
        if !card.inhabitants.is_empty() {
            self.heading(&words.get("card-inhabitants"));
        }
        for coverage in &card.inhabitants {
            self.inhabitants(words, coverage);
        }
    }

    /// The chart of what was counted; of a single count what it says.
    fn inhabitants(&mut self, words: &Words, coverage: &Coverage) {
        if !coverage.has_chart() {
            for count in &coverage.counts {
                self.plain(&format!("{} · {}", coverage.name, count.line(words)));
            }
            return;
        }
        self.plain(&coverage.name);
        let corner = [self.left, self.y];
        let marks = inhabitants::marks(coverage, self.palette, self.right - self.left, None);
        self.marks.extend(marks.into_iter().map(|mark| moved(mark, corner)));
        self.y += inhabitants::HEIGHT + 2.0;
        for (at, who) in coverage.peoples().into_iter().enumerate() {
            let frame = [self.left, self.y + 3.0, self.left + 8.0, self.y + 11.0];
            let fill = Fill::plain(inhabitants::tone(self.palette, at));
            self.marks.push(Mark::Box { frame, rounding: 0.0, fill, stroke: None, fineness: 1.0 });
            self.paragraph(14.0, (Face::Sans, 11.0), self.palette.muted, who);
        }
    }

    fn sources(&mut self, words: &Words, sources: &[SourceLine], confidence: &str) {
        let count = Argument::Number(sources.len());
        let title = words.with("card-sources", &[("count", count)]);
        self.heading(&format!("{title} · {confidence}"));
        for source in sources {
            self.small(&source.said());
        }
    }

    /// The marks above a height; if there are more, a sign that there are.
    fn kept_to(self, bottom: f32) -> Vec<Mark> {
        if self.y <= bottom {
            return self.marks;
        }
        let limit = bottom - 18.0;
        let kept = |mark: Mark| match mark {
            Mark::Text(ref text) if text.at[1] > limit => None,
            Mark::Box { frame, .. } if frame[1] > limit => None,
            Mark::Box { mut frame, rounding, fill, stroke, fineness } => {
                frame[3] = frame[3].min(limit);
                Some(Mark::Box { frame, rounding, fill, stroke, fineness })
            }
            Mark::Line { ref points, .. } if points.iter().any(|p| p[1] > limit) => None,
            mark => Some(mark),
        };
        let mut marks: Vec<Mark> = self.marks.into_iter().filter_map(kept).collect();
        let more = text([self.left, bottom], Face::Sans, 12.5, self.palette, "…".to_owned());
        marks.push(Mark::Text(more));
        marks
    }
}

/// A mark of a chart as one of the page.
fn moved(mark: Mark, [x, y]: [f32; 2]) -> Mark {
    match mark {
        Mark::Box { frame: [left, top, right, bottom], rounding, fill, stroke, fineness } => {
            let frame = [left + x, top + y, right + x, bottom + y];
            Mark::Box { frame, rounding, fill, stroke, fineness }
        }
        Mark::Line { points, stroke } => {
            let points = points.into_iter().map(|[px, py]| [px + x, py + y]).collect();
            Mark::Line { points, stroke }
        }
        Mark::Text(text) => {
            let at = [text.at[0] + x, text.at[1] + y];
            Mark::Text(TextMark { at, ..text })
        }
        mark => mark,
    }
}

/// A text as lines of no more than some width, broken at spaces and around letters that stand by
/// themselves (Chinese characters, kana).
fn lines(face: Face, size: f32, room: f32, words: &str) -> Vec<String> {
    let mut all = Vec::new();
    for paragraph in words.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            let longer = format!("{line}{piece}");
            if !line.is_empty() && width(face, size, 0.0, longer.trim_end()) > room {
                all.push(std::mem::take(&mut line).trim_end().to_owned());
                piece.trim_start().clone_into(&mut line);
            } else {
                line = longer;
            }
            // What is too long for a line, as an address may be, is broken where the line ends.
            while width(face, size, 0.0, line.trim_end()) > room {
                let at = fitting(face, size, room, &line);
                let rest = line.split_off(at);
                all.push(std::mem::replace(&mut line, rest));
            }
        }
        if !line.trim().is_empty() {
            all.push(line.trim_end().to_owned());
        }
    }
    all
}

/// How many bytes of a text fit into a room; at least those of its first letter.
fn fitting(face: Face, size: f32, room: f32, words: &str) -> usize {
    let ends: Vec<usize> = words.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let fits = |end: &usize| width(face, size, 0.0, &words[..*end]) <= room;
    let count = ends.partition_point(fits).max(1);
    ends.get(count - 1).copied().unwrap_or(words.len())
}

/// A text in pieces that are not broken: words with the space after them, single upright letters
/// with what may not begin a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let breaks = before.is_some_and(|before| {
            let after_space = before == ' ' && letter != ' ';
            let around = is_upright(before) || is_upright(letter);
            (after_space || (around && letter != ' ')) && !NOT_FIRST.contains(letter)
        });
        if breaks {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(letter);
    }
    pieces.push(&text[start..]);
    pieces
}
