//! Text shaped once for every picture: which glyphs set a text, and where each of them stands.
//!
//! The shaper is the one that the window's text is laid out with, so that a name is as wide in every
//! format as on the screen.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use harfrust::{
    BufferFlags, Direction, FontRef, Script, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer,
};
use rustc_hash::FxHashMap;
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use unicode_normalization::char::is_combining_mark;

use super::faces::{FONT_FILES, Face};
use super::stand_ins;

/// So many texts of a face are kept before those that were not asked for of late are forgotten.
const KEPT: usize = 4096;

/// A glyph at its place. Lengths are in ems: parts of the size of the text; y counts downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The font that has it: its number, see [`file`](stand_ins::file).
    pub font: usize,
    /// Its number in the font; 0 stands for a letter that no font has.
    pub id: u32,
    /// Where its origin is, from the start of the text.
    pub x: f32,
    /// Where its origin is, from the baseline.
    pub y: f32,
    /// How far the next one is, kerning included.
    pub advance: f32,
    /// The bytes of the text that it stands for.
    pub bytes: Range<usize>,
    /// Which letter of the text it belongs to. A letter and its marks are one, as are several letters
    /// that a glyph draws together.
    pub letter: u16,
}

/// A text as glyphs, at a size of one em.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shaped {
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// How wide the text runs, in ems.
    pub width: f32,
    /// How many letters it has; see [`Glyph::letter`].
    pub letters: u16,
    /// How wide each letter is by itself, in ems; found at the first question.
    alone: OnceLock<Vec<f32>>,
}

impl Shaped {
    /// How wide the text runs in points, at a size in points and with so many points more between
    /// letters.
    #[must_use]
    pub fn width_at(&self, size: f32, spacing: f32) -> f32 {
        self.width * size + f32::from(self.letters.saturating_sub(1)) * spacing
    }

    /// How wide each letter is, in ems, where it is set by itself; `face` and `text` are those that
    /// were shaped.
    pub(super) fn alone(&self, face: Face, text: &str) -> &[f32] {
        self.alone.get_or_init(|| {
            let letters = self.glyphs.chunk_by(|a, b| a.letter == b.letter);
            let own = |letter: &[Glyph]| letter.first().map_or(0..0, |first| first.bytes.clone());
            letters.map(|letter| shape(face, &text[own(letter)]).width).collect()
        })
    }

    /// Where the origin of a glyph is, in points from the start of the baseline.
    #[must_use]
    pub fn origin(glyph: &Glyph, size: f32, spacing: f32) -> [f32; 2] {
        [glyph.x * size + f32::from(glyph.letter) * spacing, glyph.y * size]
    }
}

/// The glyphs of a text in a face, and its stand-ins for the letters that it lacks.
#[must_use]
pub fn shape(face: Face, text: &str) -> Arc<Shaped> {
    let cache = &CACHES[face as usize];
    if let Some(known) = locked(cache).get(text) {
        return known;
    }
    let shaped = Arc::new(shape_anew(face, text));
    locked(cache).put(text, shaped.clone());
    shaped
}

/// Whether the fonts of the program, or of the atlas that is open, have a letter.
#[must_use]
pub fn covers(letter: char) -> bool {
    (0..FONT_FILES.len()).chain(stand_ins::in_use()).any(|font| has(font, letter))
}

/// Whether a file is a font that texts can be set in.
#[must_use]
pub fn is_font(bytes: &[u8]) -> bool {
    FontRef::new(bytes).is_ok_and(|file| {
        let whole = (skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
        file.charmap().has_map() && file.metrics(whole.0, whole.1).units_per_em > 0
    })
}

/// Forgets what was shaped: other fonts are used now.
pub(super) fn forget() {
    for cache in &CACHES {
        *locked(cache) = Cache { young: None, old: None };
    }
}

/// What was shaped, in two generations: what is asked for again stays, what is not is forgotten once
/// the younger generation is full.
#[derive(Debug, Default)]
struct Cache {
    young: Option<Generation>,
    old: Option<Generation>,
}

type Generation = FxHashMap<Box<str>, Arc<Shaped>>;

static CACHES: [Mutex<Cache>; Face::ALL.len()] =
    [const { Mutex::new(Cache { young: None, old: None }) }; Face::ALL.len()];

impl Cache {
    fn get(&mut self, text: &str) -> Option<Arc<Shaped>> {
        let young = self.young.as_ref().and_then(|texts| texts.get(text));
        if let Some(known) = young {
            return Some(known.clone());
        }
        let (text, known) = self.old.as_mut()?.remove_entry(text)?;
        self.add(text, known.clone());
        Some(known)
    }

    fn put(&mut self, text: &str, shaped: Arc<Shaped>) {
        self.add(text.into(), shaped);
    }

    fn add(&mut self, text: Box<str>, shaped: Arc<Shaped>) {
        let young = self.young.get_or_insert_default();
        if young.len() >= KEPT {
            self.old = Some(std::mem::take(young));
        }
        young.insert(text, shaped);
    }
}

/// A lock whatever became of who held it before: what it guards is whole at any time.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A font, ready to shape with.
struct Font {
    file: FontRef<'static>,
    charmap: Charmap<'static>,
    data: ShaperData,
    ems_per_unit: f32,
    /// Plans by what they are for; a handful.
    plans: Mutex<Vec<Plan>>,
}

type Plan = ((Option<Script>, Direction), Arc<ShapePlan>);

/// A font by its number; `None` if it cannot be read, which is a fault of the program.
fn font(index: usize) -> Option<&'static Font> {
    static FONTS: [OnceLock<Option<Font>>; FONT_FILES.len()] =
        [const { OnceLock::new() }; FONT_FILES.len()];
    if index >= FONT_FILES.len() {
        return further_font(index);
    }
    FONTS.get(index)?.get_or_init(|| Font::of(FONT_FILES[index].bytes)).as_ref()
}

/// A font of an atlas by its number.
fn further_font(index: usize) -> Option<&'static Font> {
    static FONTS: Mutex<Vec<(usize, Option<&'static Font>)>> = Mutex::new(Vec::new());
    let mut fonts = locked(&FONTS);
    if let Some((_, known)) = fonts.iter().find(|(own, _)| *own == index) {
        return *known;
    }
    let font = stand_ins::file(index).and_then(|file| Font::of(file.bytes));
    let font: Option<&'static Font> = font.map(|font| &*Box::leak(Box::new(font)));
    fonts.push((index, font));
    font
}

impl Font {
    fn of(bytes: &'static [u8]) -> Option<Self> {
        let file = FontRef::new(bytes).ok()?;
        let metrics = file
            .metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
        Some(Self {
            charmap: file.charmap(),
            data: ShaperData::new(&file),
            ems_per_unit: 1.0 / f32::from(metrics.units_per_em.max(1)),
            plans: Mutex::new(Vec::new()),
            file,
        })
    }

    /// The glyphs of a run that this font sets, after what is shaped already.
    #[expect(clippy::cast_precision_loss, reason = "a glyph is some thousand units wide")]
    fn shape_run(&self, index: usize, text: &str, run: &Run, shaped: &mut Shaped) {
        let shaper = self.data.shaper(&self.file).build();
        let mut buffer = UnicodeBuffer::new();
        let mut flags = BufferFlags::empty();
        flags.set(BufferFlags::BEGINNING_OF_TEXT, run.bytes.start == 0);
        flags.set(BufferFlags::END_OF_TEXT, run.bytes.end == text.len());
        buffer.set_flags(flags);
        buffer.push_str(&text[run.bytes.clone()]);
        buffer.guess_segment_properties();
        let (script, direction) = (buffer.script(), buffer.direction());
        let script = Some(script);
        let known =
            locked(&self.plans).iter().find(|(key, _)| *key == (script, direction)).cloned();
        let plan = known.map_or_else(
            || {
                let plan = Arc::new(ShapePlan::new(&shaper, direction, script, None, &[]));
                locked(&self.plans).push(((script, direction), plan.clone()));
                plan
            },
            |(_, plan)| plan,
        );
        let glyphs = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
        // Where the letters begin, as bytes of the run.
        let mut starts: Vec<usize> =
            glyphs.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let first_of_letter = starts.clone();
        starts.sort_unstable();
        starts.dedup();
        let ems = self.ems_per_unit;
        for (i, (info, place)) in
            glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()).enumerate()
        {
            let start = info.cluster as usize;
            if i == 0 || first_of_letter[i - 1] != start {
                shaped.letters = shaped.letters.saturating_add(1);
            }
            let after = starts.partition_point(|&other| other <= start);
            let end = starts.get(after).copied().unwrap_or(run.bytes.len());
            let advance = place.x_advance as f32 * ems;
            shaped.glyphs.push(Glyph {
                font: index,
                id: info.glyph_id,
                x: shaped.width + place.x_offset as f32 * ems,
                y: -(place.y_offset as f32) * ems,
                advance,
                bytes: run.bytes.start + start..run.bytes.start + end,
                letter: shaped.letters - 1,
            });
            shaped.width += advance;
        }
    }
}

fn has(index: usize, letter: char) -> bool {
    font(index).is_some_and(|font| font.charmap.map(letter).is_some_and(|id| id.to_u32() != 0))
}

/// A part of a text that one font sets.
#[derive(Debug)]
struct Run {
    font: usize,
    bytes: Range<usize>,
}

/// Parts a text by the fonts that have its letters: the first that has one sets it; marks, and what
/// says how letters join, stay with the letter before them.
fn runs(face: Face, text: &str) -> Vec<Run> {
    let fonts = face.font_indices();
    let mut runs: Vec<Run> = Vec::with_capacity(1);
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        let joins = is_combining_mark(letter)
            || matches!(letter, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}');
        match runs.last_mut() {
            Some(run) if joins => run.bytes.end = end,
            last => {
                let own = fonts.into_iter().find(|&font| has(font, letter));
                // Those of the atlas are asked last, and seldom.
                let other = || stand_ins::in_use().into_iter().find(|&font| has(font, letter));
                let font = own.or_else(other).unwrap_or(fonts[0]);
                match last {
                    Some(run) if run.font == font => run.bytes.end = end,
                    _ => runs.push(Run { font, bytes: start..end }),
                }
            }
        }
    }
    runs
}

fn shape_anew(face: Face, text: &str) -> Shaped {
    let mut shaped = Shaped::default();
    for run in runs(face, text) {
        if let Some(font) = font(run.font) {
            font.shape_run(run.font, text, &run, &mut shaped);
        }
    }
    shaped
}
