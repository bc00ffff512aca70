//! What is particular to treaties and other instruments.

use serde::{Deserialize, Serialize};

use super::day::When;
use super::ids::{HolderId, PersonId, SourceId};
use super::text::Text;

/// What is particular to a treaty or another instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Treaty {
    /// The parties that are holders of the atlas.
    pub parties: Vec<HolderId>,
    /// Other parties.
    pub other_parties: Vec<Text>,
    /// Who signed, and for whom.
    pub signatories: Vec<Signatory>,
    /// When it was signed.
    pub signed: When,
    /// When the last party ratified it.
    pub ratified: Option<When>,
    /// When the instruments of ratification were exchanged.
    pub exchanged: Option<When>,
    /// When it came into force.
    pub in_force: Option<When>,
    /// When the land was handed over.
    pub transferred: Option<When>,
    /// When it ceased to be in force.
    pub lapsed: Option<When>,
    /// What its articles are called, with `{n}` for the number, if it is not the common word.
    pub article_word: Option<Text>,
    /// Its articles on territory and what goes with it, in plain words.
    pub articles: Vec<Article>,
    /// What the sides wanted.
    pub aims: Vec<Aim>,
    /// What it left open, and what came of that.
    pub left_open: Option<Text>,
    /// The languages whose texts are authentic.
    pub authentic: Vec<Text>,
    /// How the texts in different languages differ.
    pub versions_differ: Option<Text>,
    /// What articles say in the words of the instrument.
    pub originals: Vec<Original>,
}

/// An article in the words of the instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Original {
    /// The number of the article, as in [`Article::number`].
    pub article: String,
    /// The language of the words.
    pub language: Text,
    /// The words.
    pub text: String,
    /// Where they are published.
    pub source: SourceId,
}

/// What one side wanted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aim {
    /// Who wanted it.
    pub who: Party,
    /// What that was.
    pub text: Text,
}

/// A side of an instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Party {
    /// A holder of the atlas.
    Holder(HolderId),
    /// Somebody else, by name.
    Other(Text),
}

/// Those who signed for one party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signatory {
    /// The party, if it is a holder of the atlas.
    pub party: Option<HolderId>,
    /// The persons.
    pub people: Vec<PersonId>,
}

/// An article in plain words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its number as written; may be empty.
    pub number: String,
    /// What it says.
    pub text: Text,
}
