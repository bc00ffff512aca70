//! The language that the system asks for.

use crate::atlas::Atlas;

/// The languages that the reader's system asks for, the most wanted first, such as `ja-JP`; none, if
/// it has no say.
///
/// The variables of the surroundings go first, as on every Unix; a system that keeps the language
/// elsewhere is asked after them.
#[must_use]
pub fn wishes() -> Vec<String> {
    let named =
        |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    wishes_of(named).unwrap_or_else(|| sys_locale::get_locales().filter_map(|l| tag(&l)).collect())
}

/// The languages that variables ask for; `None`, if none of them is set.
///
/// `LC_ALL` goes before `LC_MESSAGES`, and that before `LANG`. Where one of them names a language,
/// the list in `LANGUAGE` goes before it; where it is `C`, nothing is wished.
#[must_use]
pub fn wishes_of(variable: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set)?;
    let Some(own) = tag(&locale) else { return Some(Vec::new()) };
    let list = set("LANGUAGE").unwrap_or_default();
    let mut wishes: Vec<String> = list.split(':').filter_map(tag).collect();
    wishes.push(own);
    Some(wishes)
}

/// `ja-JP` for `ja_JP.UTF-8`; `None` for what names no language.
fn tag(locale: &str) -> Option<String> {
    let name = locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    let none = ["", "C", "POSIX"].contains(&name.as_str());
    (!none).then_some(name)
}

/// The first of some languages that is wished: as it is, or another variety of the same. `None`, if
/// none is.
#[must_use]
pub fn spoken<'a>(
    wishes: &[String],
    languages: &(impl Iterator<Item = &'a str> + Clone),
) -> Option<&'a str> {
    let main = |id: &str| id.split('-').next().unwrap_or_default().to_ascii_lowercase();
    wishes.iter().find_map(|wish| {
        let same = |own: &&str| own.eq_ignore_ascii_case(wish);
        let alike = |own: &&str| main(own) == main(wish);
        languages.clone().find(same).or_else(|| languages.clone().find(alike))
    })
}

/// The id of the language of an atlas that the reader's system asks for; `None`, if it asks for none
/// of them.
#[must_use]
pub fn of_atlas(atlas: &Atlas) -> Option<&str> {
    spoken(&wishes(), &atlas.history.languages.iter().map(String::as_str))
}
