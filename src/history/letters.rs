//! Which characters a text may hold, and how a text that may hold any is quoted.

/// The first character of a text that no text of an atlas may hold: those that XML forbids, other
/// control characters but tab and line ends, and those that turn the direction of writing around.
#[must_use]
pub fn unfit(text: &str) -> Option<char> {
    text.chars().find(|&c| !matches!(c, '\t' | '\n' | '\r') && is_unfit(c))
}

/// The first character that a text of one line may not hold: those of [`unfit`], tabs and all that
/// ends a line.
#[must_use]
pub fn unfit_in_line(text: &str) -> Option<char> {
    text.chars().find(|&c| is_unfit(c))
}

fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF)
}

/// A text from elsewhere on one line, so that it does nothing to a terminal: what does not belong
/// there stands as its number, and what is longer than `most` characters is cut.
#[must_use]
pub fn legible(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most.saturating_mul(4)));
    for (count, c) in text.chars().enumerate() {
        if count == most {
            out.push_str("...");
            break;
        }
        if is_unfit(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Characters of a value from elsewhere that are quoted.
const QUOTED: usize = 77;

/// A value from elsewhere, as it is quoted in a sentence.
#[must_use]
pub fn quoted(text: &str) -> String {
    legible(text, QUOTED)
}
