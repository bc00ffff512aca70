//! Isolines of values on a grid, by marching squares (W. E. Lorensen and H. E. Cline, "Marching cubes",
//! *Computer Graphics* 21(4), 1987, in the plane): in each cell the line is straight, and where two
//! corners that face each other are high, the mean of the four tells which of them it parts.

/// The lines on which values on a grid of nodes, row by row, are as high as `level`, in steps between
/// nodes from the first one: closed ones end where they begin, others at the edge of the grid. A node
/// that is as high as the level counts as higher. `values` must hold whole rows of `columns`; fewer than two of either have no lines.
#[must_use]
pub fn isolines(values: &[f32], columns: usize, level: f32) -> Vec<Vec<[f32; 2]>> {
    if columns < 2 || values.len() < 2 * columns {
        return Vec::new();
    }
    let rows = values.len() / columns;
    let bits = || vec![0_u64; (columns * rows).div_ceil(64)];
    let mut tracer = Tracer { values, columns, rows, level, across: bits(), down: bits() };
    let mut lines = Vec::new();
    // Lines that come in over the edge first: what is left then is closed.
    for column in 0..columns - 1 {
        lines.extend(tracer.line([column, 0], Side::Top));
        lines.extend(tracer.line([column, rows - 2], Side::Bottom));
    }
    for row in 0..rows - 1 {
        lines.extend(tracer.line([0, row], Side::Left));
        lines.extend(tracer.line([columns - 2, row], Side::Right));
    }
    for row in 1..rows - 1 {
        let nodes = &values[row * columns..(row + 1) * columns];
        let crossed = |pair: &[f32]| (pair[0] >= level) != (pair[1] >= level);
        for (column, _) in nodes.windows(2).enumerate().filter(|(_, pair)| crossed(pair)) {
            lines.extend(tracer.line([column, row], Side::Top));
        }
    }
    lines
}

/// A side of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

/// Follows lines from cell to cell. A cell is told by the column and row of its first node.
struct Tracer<'a> {
    values: &'a [f32],
    columns: usize,
    rows: usize,
    level: f32,
    /// Which steps along a row, by their first node, a line was found to cross: a bit each.
    across: Vec<u64>,
    /// The same of steps along a column.
    down: Vec<u64>,
}

impl Tracer<'_> {
    fn value(&self, [column, row]: [usize; 2]) -> f32 {
        self.values[row * self.columns + column]
    }

    /// The nodes at the ends of a side.
    fn ends([column, row]: [usize; 2], side: Side) -> [[usize; 2]; 2] {
        match side {
            Side::Top => [[column, row], [column + 1, row]],
            Side::Right => [[column + 1, row], [column + 1, row + 1]],
            Side::Bottom => [[column, row + 1], [column + 1, row + 1]],
            Side::Left => [[column, row], [column, row + 1]],
        }
    }

    fn is_crossed(&self, cell: [usize; 2], side: Side) -> bool {
        let [one, other] = Self::ends(cell, side).map(|node| self.value(node) >= self.level);
        one != other
    }

    /// Where a side is crossed.
    #[expect(clippy::cast_precision_loss, reason = "some thousand nodes a side")]
    fn crossing(&self, cell: [usize; 2], side: Side) -> [f32; 2] {
        let [from, to] = Self::ends(cell, side);
        let [low, high] = [from, to].map(|node| self.value(node));
        let part = ((self.level - low) / (high - low)).clamp(0.0, 1.0);
        let [x, y] = from.map(|place| place as f32);
        if from[1] == to[1] { [x + part, y] } else { [x, y + part] }
    }

    /// Marks a side; whether it was not yet.
    fn mark(&mut self, cell: [usize; 2], side: Side) -> bool {
        let [column, row] = Self::ends(cell, side)[0];
        let place = row * self.columns + column;
        let along = matches!(side, Side::Top | Side::Bottom);
        let word = &mut (if along { &mut self.across } else { &mut self.down })[place / 64];
        let bit = 1 << (place % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Where a line leaves a cell that it came into over a side.
    fn exit(&self, cell: [usize; 2], from: Side) -> Option<Side> {
        const SIDES: [Side; 4] = [Side::Top, Side::Right, Side::Bottom, Side::Left];
        let mut others =
            SIDES.into_iter().filter(|&side| side != from && self.is_crossed(cell, side));
        let one = others.next()?;
        if others.next().is_none() {
            return Some(one);
        }
        // All four sides are crossed: the lines part the corners that are not as the middle is.
        let corners = [Side::Top, Side::Bottom].map(|side| Self::ends(cell, side));
        let sum: f32 = corners.as_flattened().iter().map(|&node| self.value(node)).sum();
        let middle = sum >= 4.0 * self.level;
        let first = self.value(cell) >= self.level;
        let parts_first = middle != first;
        Some(match (from, parts_first) {
            (Side::Top, true) | (Side::Bottom, false) => Side::Left,
            (Side::Left, true) | (Side::Right, false) => Side::Top,
            (Side::Bottom, true) | (Side::Top, false) => Side::Right,
            (Side::Right, true) | (Side::Left, false) => Side::Bottom,
        })
    }

    /// The line that comes into a cell over a side, if there is one that was not found yet.
    fn line(&mut self, mut cell: [usize; 2], mut from: Side) -> Option<Vec<[f32; 2]>> {
        if !self.is_crossed(cell, from) || !self.mark(cell, from) {
            return None;
        }
        let mut line = vec![self.crossing(cell, from)];
        loop {
            let Some(to) = self.exit(cell, from) else { return Some(line) };
            line.push(self.crossing(cell, to));
            let [column, row] = cell;
            if !self.mark(cell, to) {
                return Some(line);
            }
            (cell, from) = match to {
                Side::Top if row > 0 => ([column, row - 1], Side::Bottom),
                Side::Bottom if row + 2 < self.rows => ([column, row + 1], Side::Top),
                Side::Left if column > 0 => ([column - 1, row], Side::Right),
                Side::Right if column + 2 < self.columns => ([column + 1, row], Side::Left),
                _ => return Some(line),
            };
        }
    }
}
