//! Numbers and the data of paths in an SVG.

use kurbo::{BezPath, PathEl, Point};

/// Path data: each line or curve begins at a place, and goes on in steps of hundredths of a point.
pub(super) fn put_path(out: &mut String, path: &BezPath) {
    let mut data = PathData { out, command: ' ' };
    let mut at = [0, 0];
    let mut start = at;
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                (at, start) = (place(to), place(to));
                data.put('M', [0, 0], &[at]);
            }
            PathEl::LineTo(to) => {
                let to = place(to);
                data.put('l', at, &[to]);
                at = to;
            }
            PathEl::QuadTo(by, to) => {
                data.put('q', at, &[place(by), place(to)]);
                at = place(to);
            }
            PathEl::CurveTo(by, past, to) => {
                data.put('c', at, &[place(by), place(past), place(to)]);
                at = place(to);
            }
            PathEl::ClosePath => {
                data.put('z', at, &[]);
                at = start;
            }
        }
    }
}

/// A place in hundredths of a point.
fn place(point: Point) -> [i64; 2] {
    [point.x, point.y].map(|v| Number::hundredths(v).0)
}

/// Path data that is being written.
struct PathData<'a> {
    out: &'a mut String,
    /// The letter that numbers without one continue.
    command: char,
}

impl PathData<'_> {
    fn put(&mut self, command: char, from: [i64; 2], to: &[[i64; 2]]) {
        // What follows a place without a letter would be a line.
        let mut parted = self.command != command || command == 'M';
        if parted {
            self.out.push(command);
            self.command = command;
        }
        for value in to.iter().flat_map(|to| [to[0] - from[0], to[1] - from[1]]) {
            // A minus parts two numbers by itself.
            if !parted && value >= 0 {
                self.out.push(' ');
            }
            Number(value).put(self.out);
            parted = false;
        }
    }
}

/// A number in hundredths: what an SVG of ours says has at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number(pub(super) i64);

impl Number {
    #[expect(clippy::cast_possible_truncation, reason = "some thousand points at the most")]
    pub(super) fn hundredths(value: f64) -> Self {
        Self((value * 100.0).round() as i64)
    }

    /// The number.
    #[expect(clippy::cast_precision_loss, reason = "some thousand points at the most")]
    pub(super) fn value(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Writes the number as short as it can be.
    fn put(self, out: &mut String) {
        let (mut whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if self.0 < 0 {
            out.push('-');
        }
        let digit = |value: u64| char::from(b"0123456789"[(value % 10) as usize]);
        if whole < 10 {
            // Most steps are short.
            if whole > 0 || part == 0 {
                out.push(digit(whole));
            }
        } else {
            let mut digits = ['0'; 20];
            let mut first = digits.len();
            while whole > 0 {
                first -= 1;
                digits[first] = digit(whole);
                whole /= 10;
            }
            out.extend(&digits[first..]);
        }
        if part > 0 {
            out.push('.');
            out.push(digit(part / 10));
            if part % 10 > 0 {
                out.push(digit(part));
            }
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = String::new();
        self.put(&mut text);
        formatter.write_str(&text)
    }
}
