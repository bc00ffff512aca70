//! From a text to a date.

use crate::history::calendars::{Parts, Refusal};
use crate::history::{Dated, EraId, Lunisolar};

use super::lexicon::{Lexicon, Term, folded};

/// A text longer than this, in letters, is no date.
const LONGEST: usize = 80;

/// A number of a date.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: i16,
    /// How many digits it was written with; those of a word count as one.
    digits: usize,
    /// What stands after it: a mark of a year, a month or a day.
    mark: Option<Mark>,
    /// Whether it was said to be an intercalary month.
    intercalary: bool,
    /// The sign between it and the number before; a space, if there is none.
    sign: char,
}

impl Number {
    /// Whether it can be a year by itself: of four digits.
    fn is_year(&self) -> bool {
        self.digits == 4 && self.value > 0
    }
}

/// What a number of a date is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Year,
    Month,
    Day,
}

/// A text taken apart.
#[derive(Debug, Default)]
struct Taken {
    numbers: Vec<Number>,
    month: Option<i8>,
    /// The era, and how many numbers stand before it.
    era: Option<(EraId, usize)>,
    julian: bool,
}

/// The date that somebody wrote.
///
/// # Errors
/// A text that cannot be read, or means no day that there is.
pub fn read(text: &str, lexicon: &Lexicon) -> Result<Dated, Refusal> {
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return Err(Refusal::NotADate);
    }
    let taken = take(&folded(text), lexicon).ok_or(Refusal::NotADate)?;
    let (whole, rest) = taken.parts().ok_or(Refusal::NotADate)?;
    let Some(other) = rest else {
        return taken.days(whole);
    };
    // Day and month, or month and day.
    match (taken.days(whole), taken.days(other)) {
        (Ok(one), Ok(other)) if one.first != other.first => {
            Err(Refusal::Ambiguous(one.first, other.first))
        }
        (Err(_), Ok(other)) => Ok(other),
        (one, _) => one,
    }
}

/// Takes a folded text apart; `None` if something in it is not of a date.
fn take(text: &str, lexicon: &Lexicon) -> Option<Taken> {
    let mut taken = Taken::default();
    let (mut intercalary, mut sign, mut after_number) = (false, ' ', false);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        match first {
            ' ' => {}
            // A sign stands between two numbers, or beside a word, where it says nothing.
            '-' | '.' | '/' if sign == ' ' && rest.len() < text.len() => sign = first,
            _ => {
                let (end, word) =
                    lexicon.begins(rest).map_or((0, None), |(end, term)| (end, Some(term)));
                if let Some(term) = word {
                    length = end;
                    taken.word(term, &mut intercalary)?;
                    sign = ' ';
                    after_number = false;
                } else if let Some((end, value, digits)) = number(rest) {
                    length = end;
                    let between = if after_number { sign } else { ' ' };
                    let mark = None;
                    taken.numbers.push(Number { value, digits, mark, intercalary, sign: between });
                    (intercalary, sign, after_number) = (false, ' ', true);
                } else if let Some(mark) = mark(first) {
                    let last = taken.numbers.last_mut().filter(|n| n.mark.is_none())?;
                    last.mark = Some(mark);
                } else {
                    length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                    let month = lexicon.month(&rest[..length])?;
                    taken.word(Term::Month(month), &mut intercalary)?;
                    sign = ' ';
                    after_number = false;
                }
            }
        }
        rest = &rest[length..];
    }
    // A point may end a sentence.
    let ended = !intercalary && (sign == ' ' || sign == '.');
    (ended && !taken.numbers.is_empty()).then_some(taken)
}

impl Taken {
    /// Takes a word in; `None` where it contradicts one before.
    fn word(&mut self, term: Term, intercalary: &mut bool) -> Option<()> {
        match term {
            Term::Month(month) if self.month.is_none() => self.month = Some(month),
            Term::Era(era) if self.era.is_none() => self.era = Some((era, self.numbers.len())),
            Term::Julian if !self.julian => self.julian = true,
            Term::Intercalary if !*intercalary => *intercalary = true,
            Term::Filler => {}
            _ => return None,
        }
        Some(())
    }

    /// The days of the parts in the calendar of the text.
    fn days(&self, parts: Parts) -> Result<Dated, Refusal> {
        match self.era {
            Some((era, _)) => {
                let dated = Lunisolar::known().days_of(era, parts)?;
                // The names of months are those of civil ones.
                let named = self.month.is_some() && Lunisolar::known().is_lunisolar(dated.first);
                if named { Err(Refusal::NotADate) } else { Ok(dated) }
            }
            None if self.julian => parts.julian(),
            None => parts.civil(),
        }
    }

    /// Year, month and day; and where month and day can be either, the other way round.
    fn parts(&self) -> Option<(Parts, Option<Parts>)> {
        let numbers = &self.numbers;
        let signs: Vec<char> = numbers.iter().map(|n| n.sign).filter(|&c| c != ' ').collect();
        if numbers.len() > 3
            || signs.windows(2).any(|pair| pair[0] != pair[1])
            || (self.era.is_some() && self.julian)
        {
            return None;
        }
        let ordered = if numbers.iter().any(|number| number.mark.is_some()) {
            self.marked()?
        } else if let Some((_, before)) = self.era {
            self.around_era(before)?
        } else if self.month.is_some() {
            let year = numbers.iter().position(Number::is_year)?;
            let day = (numbers.len() == 2).then(|| numbers[1 - year]);
            [Some(numbers[year]), None, day]
        } else {
            match numbers.as_slice() {
                [year, rest @ ..] if year.is_year() => {
                    [Some(*year), rest.first().copied(), rest.get(1).copied()]
                }
                [month, year] if year.is_year() => [Some(*year), Some(*month), None],
                [day, month, year] if year.is_year() => [Some(*year), Some(*month), Some(*day)],
                _ => return None,
            }
        };
        let parts = self.of(ordered)?;
        // A day first, but not parted by points.
        let either = ordered[2].is_some()
            && self.era.is_none()
            && self.month.is_none()
            && !numbers[0].is_year()
            && numbers.iter().all(|number| number.mark.is_none())
            && signs.first() != Some(&'.');
        let other = either.then(|| self.of([ordered[0], ordered[2], ordered[1]])).flatten();
        Some((parts, other))
    }

    /// Numbers by their marks; one without is what comes after that before it.
    fn marked(&self) -> Option<[Option<Number>; 3]> {
        let mut ordered = [None; 3];
        let mut next = Mark::Year;
        for number in &self.numbers {
            let mark = number.mark.unwrap_or(next);
            let slot = &mut ordered[mark as usize];
            if slot.is_some() {
                return None;
            }
            *slot = Some(*number);
            next = if mark == Mark::Year { Mark::Month } else { Mark::Day };
        }
        let year = ordered[0]?;
        (self.era.is_some() || year.is_year()).then_some(ordered)
    }

    /// Numbers around an era: its year, month and day after it, or day and month before it.
    fn around_era(&self, before: usize) -> Option<[Option<Number>; 3]> {
        let (before, after) = self.numbers.split_at_checked(before)?;
        let (year, after) = after.split_first()?;
        let rest: Vec<Number> = after.iter().chain(before.iter().rev()).copied().collect();
        let one_side = before.is_empty() || after.is_empty();
        match (rest.as_slice(), self.month) {
            ([], _) => Some([Some(*year), None, None]),
            ([day], Some(_)) => Some([Some(*year), None, Some(*day)]),
            ([month], None) => Some([Some(*year), Some(*month), None]),
            ([month, day], None) if one_side => Some([Some(*year), Some(*month), Some(*day)]),
            _ => None,
        }
    }

    /// Parts of numbers for year, month and day, the month perhaps by its name.
    fn of(&self, [year, month, day]: [Option<Number>; 3]) -> Option<Parts> {
        if (month.is_some() && self.month.is_some())
            || (day.is_some() && month.is_none() && self.month.is_none())
        {
            return None;
        }
        // Only a month is intercalary.
        if [year, day].into_iter().flatten().any(|number| number.intercalary) {
            return None;
        }
        let small = |number: Option<Number>| match number {
            Some(number) => i8::try_from(number.value).ok().map(Some),
            None => Some(None),
        };
        Some(Parts {
            year: year?.value,
            month: self.month.or(small(month)?),
            intercalary: month.is_some_and(|month| month.intercalary),
            day: small(day)?,
        })
    }
}

/// The mark of a year, a month or a day.
fn mark(sign: char) -> Option<Mark> {
    match sign {
        '年' => Some(Mark::Year),
        '月' => Some(Mark::Month),
        '日' => Some(Mark::Day),
        _ => None,
    }
}

/// The number that a text begins with: its length in bytes, its value, its digits.
fn number(text: &str) -> Option<(usize, i16, usize)> {
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if length > 0 {
        let value = text[..length].parse().ok().filter(|_| length <= 4)?;
        return Some((length, value, length));
    }
    let length = text.find(|c: char| numeral(c).is_none()).unwrap_or(text.len());
    let numerals: Vec<i16> = text[..length].chars().filter_map(numeral).collect();
    let value = value_of(&numerals)?;
    // Years are the only numbers above 999.
    Some((length, value, if value > 999 { 4 } else { 1 }))
}

/// The value of a numeral: 0 to 9, or a power or a multiple of ten. The first year of an era and the first
/// month have signs of their own.
fn numeral(sign: char) -> Option<i16> {
    let units = "〇一二三四五六七八九";
    if let Some(at) = units.chars().position(|c| c == sign) {
        return i16::try_from(at).ok();
    }
    match sign {
        '零' => Some(0),
        '元' | '正' => Some(1),
        '十' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// The number of numerals: digit by digit, or with tens, hundreds and thousands.
fn value_of(numerals: &[i16]) -> Option<i16> {
    if numerals.is_empty() || numerals.len() > 7 {
        return None;
    }
    if numerals.iter().all(|&value| value < 10) {
        let by_digit = |sum: i16, &digit: &i16| sum.checked_mul(10)?.checked_add(digit);
        return numerals.iter().try_fold(0, by_digit);
    }
    let (mut sum, mut unit, mut below) = (0_i16, None, i16::MAX);
    for &value in numerals {
        if value < 10 {
            if value == 0 || unit.replace(value).is_some() {
                return None;
            }
        } else {
            // Each power once, the larger first; twenty and thirty stand for themselves.
            if value >= below || (unit.is_some() && matches!(value, 20 | 30)) {
                return None;
            }
            sum = sum.checked_add(unit.take().unwrap_or(1).checked_mul(value)?)?;
            below = if value < 100 { 10 } else { value };
        }
    }
    sum.checked_add(unit.unwrap_or(0))
}
