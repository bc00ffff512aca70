//! The records as they stand in the files. `assets/history/README.md` tells what each means.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::atlas::features::WaterKind;
use crate::history::{
    Acquaintance, Confidence, EventKind, FamilyKind, LineKind, PlaceKind, Precision, RegionKind,
    SourceKind, Status,
};

/// A text by language.
pub(super) type RawText = BTreeMap<String, String>;

macro_rules! records {
    ($($name:ident { $($field:ident: $kind:ty,)* })*) => {$(
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $(pub(super) $field: $kind,)* }
    )*};
}

records! {
    RawTour { id: Option<String>, title: RawText, summary: RawText, }
    RawTourStop { look: String, text: RawText, seconds: Option<u16>, }
    RawAtlas {
        format: u32,
        id: String,
        title: RawText,
        about: Option<RawText>,
        first_day: String,
        last_day: String,
        opening_day: Option<String>,
        languages: Vec<String>,
        attribution: String,
        licence: Option<String>,
        unfit_hosts: Option<Vec<String>>,
        projection: RawProjection,
        view: RawView,
        locator: Option<RawLocator>,
    }
    RawLocator { west: Option<f64>, south: Option<f64>, north: Option<f64>, }
    RawFurtherLanguage { id: String, name: RawText, }
    RawProjection { centre_lat: f64, centre_lon: f64, }
    RawView { west: f64, south: f64, east: f64, north: f64, }
    RawInset { id: String, name: RawText, view: RawView, }
    RawFamily {
        id: String,
        name: RawText,
        kind: FamilyKind,
        stripes: Option<[String; 2]>,
    }
    RawLens { id: String, name: RawText, question: RawText, note: RawText, ledger: String, }
    RawGroup {
        id: String,
        name: RawText,
        short: Option<RawText>,
        territories: Vec<String>,
        ribbon: Option<bool>,
        was: Option<Vec<RawFormerName>>,
    }
    RawHolder {
        id: String,
        family: String,
        name: RawText,
        short: Option<RawText>,
        fill: RawFill,
        claim: Option<RawFill>,
    }
    RawFill { light: String, dark: String, }
    RawFormerName { until: String, name: RawText, }
    RawTerritory {
        id: String,
        name: RawText,
        also: Option<BTreeMap<String, Vec<String>>>,
        further: Option<BTreeMap<String, RawText>>,
        note: Option<RawText>,
        sources: Option<Vec<String>>,
        was: Option<Vec<RawFormerName>>,
    }
    RawInitial {
        territories: Vec<String>,
        holder: String,
        status: Status,
        claimants: Option<Vec<String>>,
        administration: Option<RawText>,
        sources: Vec<String>,
        confidence: Confidence,
        note: Option<RawText>,
    }
    RawChange {
        date: String,
        precision: Option<Precision>,
        territories: Vec<String>,
        holder: String,
        status: Status,
        claimants: Option<Vec<String>>,
        administration: Option<RawText>,
        event: String,
        act: Option<String>,
        article: Option<String>,
        sources: Vec<String>,
        confidence: Confidence,
        note: Option<RawText>,
    }
    RawEvent {
        id: String,
        kind: EventKind,
        date: String,
        precision: Option<Precision>,
        end: Option<String>,
        title: RawText,
        summary: RawText,
        place: Option<String>,
        people: Option<Vec<String>>,
        territories: Option<Vec<String>>,
        sources: Vec<String>,
        confidence: Confidence,
        note: Option<RawText>,
        often_given: Option<RawText>,
        before: Option<Vec<String>>,
        after: Option<Vec<String>>,
        treaty: Option<RawTreaty>,
    }
    RawTreaty {
        parties: Option<Vec<String>>,
        other_parties: Option<Vec<RawText>>,
        signed: String,
        ratified: Option<String>,
        exchanged: Option<String>,
        in_force: Option<String>,
        transferred: Option<String>,
        lapsed: Option<String>,
        signatory: Option<Vec<RawSignatory>>,
        article_word: Option<RawText>,
        article: Option<Vec<RawArticle>>,
        aim: Option<Vec<RawAim>>,
        left_open: Option<RawText>,
        authentic: Option<Vec<RawText>>,
        versions_differ: Option<RawText>,
        original: Option<Vec<RawOriginal>>,
    }
    RawOriginal { article: String, language: RawText, text: String, source: String, }
    RawSignatory { party: Option<String>, people: Vec<String>, }
    RawArticle { number: String, text: RawText, }
    RawAim { party: Option<String>, who: Option<RawText>, text: RawText, }
    RawDocument { id: String, title: String, lines: u32, }
    RawPassage { document: String, first: u32, last: u32, about: String, events: Vec<String>, }
    RawLine {
        id: String,
        event: String,
        kind: LineKind,
        from: String,
        until: Option<String>,
        label: RawText,
        points: Vec<[f64; 2]>,
        parallel: Option<bool>,
    }
    RawPlace {
        id: String,
        kind: PlaceKind,
        name: RawText,
        lat: Option<f64>,
        lon: Option<f64>,
        rank: Option<u8>,
        from: Option<String>,
        was: Option<Vec<RawFormerName>>,
        size: Option<Vec<RawSize>>,
    }
    RawSize { from: String, class: u8, source: String, }
    RawStone {
        id: String,
        name: RawText,
        lon: f64,
        lat: f64,
        from: String,
        until: Option<String>,
        event: String,
        sources: Vec<String>,
        confidence: Confidence,
        note: Option<RawText>,
    }
    RawAdvance {
        id: String,
        event: String,
        date: String,
        precision: Option<Precision>,
        until: String,
        from: [f64; 2],
        to: [f64; 2],
        via: Option<Vec<[f64; 2]>>,
        label: RawText,
        side: String,
        sources: Vec<String>,
        confidence: Confidence,
        note: Option<RawText>,
    }
    RawWater {
        id: String,
        kind: WaterKind,
        name: RawText,
        points: Vec<[f64; 2]>,
        within: Option<Vec<[f64; 2]>>,
        rank: u8,
    }
    RawRegion {
        id: String,
        kind: RegionKind,
        name: RawText,
        points: Vec<[f64; 2]>,
        rank: u8,
        from: Option<String>,
        until: Option<String>,
        sources: Vec<String>,
        confidence: Confidence,
        note: Option<RawText>,
    }
    RawSpine {
        id: String,
        territories: Vec<String>,
        points: Vec<[f64; 2]>,
        people: Option<bool>,
    }
    RawPerson {
        id: String,
        name: RawText,
        born: Option<String>,
        died: Option<String>,
        role: RawText,
    }
    RawSource {
        id: String,
        author: Option<String>,
        title: String,
        year: Option<String>,
        kind: SourceKind,
        r#where: String,
        url: Option<String>,
        read: Option<Acquaintance>,
        note: Option<String>,
    }
    RawTerm {
        id: String,
        name: RawText,
        text: RawText,
        forms: Option<BTreeMap<String, Vec<String>>>,
        status: Option<Status>,
        sources: Option<Vec<String>>,
    }
    RawCount {
        territories: Option<Vec<String>>,
        place: Option<String>,
        date: String,
        precision: Option<Precision>,
        inhabitants: u32,
        of: Option<Vec<RawPeople>>,
        sources: Vec<String>,
        confidence: Confidence,
        note: Option<RawText>,
    }
    RawPeople { people: RawText, inhabitants: u32, }
}
