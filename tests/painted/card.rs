//! A graphics card in a few lines: triangles with colours and textures over a ground, and nothing
//! that a card would not do.

use egui::epaint::{ImageData, ImageDelta, Mesh, Vertex};
use egui::{Color32, Rect, TextureWrapMode};
use okhotsk::picture::Color;

/// Pixels: red, green, blue.
pub(super) struct Pixels {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) rgb: Vec<[u8; 3]>,
}

impl Pixels {
    /// A pixel.
    pub(super) fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.rgb[y * self.width + x]
    }

    /// Whether no pixel so near one is of another colour.
    pub(super) fn is_calm(&self, x: usize, y: usize, reach: usize) -> bool {
        let own = self.at(x, y);
        let columns = x.saturating_sub(reach)..=(x + reach).min(self.width - 1);
        let mut rows = y.saturating_sub(reach)..=(y + reach).min(self.height - 1);
        rows.all(|y| columns.clone().all(|x| self.at(x, y) == own))
    }

    /// The pixels of a rectangle: left, top, right, bottom, in pixels.
    pub(super) fn within(&self, frame: [f64; 4]) -> impl Iterator<Item = [u8; 3]> {
        let [left, top, right, bottom] = frame.map(whole);
        let columns = left..right.min(self.width);
        let rows = top..bottom.min(self.height);
        rows.flat_map(move |y| columns.clone().map(move |x| self.at(x, y)))
    }
}

/// A place as a number of pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a picture")]
pub(super) fn whole(value: f64) -> usize {
    value.round().max(0.0) as usize
}

/// A texture on the card.
pub(super) struct Texture {
    size: [usize; 2],
    texels: Vec<Color32>,
    repeats: bool,
}

impl Texture {
    /// A texture that nothing has been put into.
    pub(super) fn empty() -> Self {
        Self { size: [0, 0], texels: Vec::new(), repeats: false }
    }

    /// Puts an image into it, or a part of one.
    pub(super) fn put(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        self.repeats = delta.options.wrap_mode == TextureWrapMode::Repeat;
        let Some([left, top]) = delta.pos else {
            self.size = image.size;
            self.texels.clone_from(&image.pixels);
            return;
        };
        for (y, row) in image.pixels.chunks_exact(image.size[0]).enumerate() {
            let from = (top + y) * self.size[0] + left;
            self.texels[from..from + row.len()].copy_from_slice(row);
        }
    }

    /// The colour at a place, between the four nearest texels.
    fn sample(&self, [u, v]: [f64; 2]) -> [f64; 4] {
        #[expect(clippy::cast_precision_loss, reason = "some thousand texels")]
        let size = self.size.map(|side| side as f64);
        let at = [u * size[0] - 0.5, v * size[1] - 0.5];
        let texel = |dx: f64, dy: f64| {
            let place = [at[0].floor() + dx, at[1].floor() + dy];
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a place within the texture"
            )]
            let [x, y] = std::array::from_fn(|axis| {
                if self.repeats {
                    place[axis].rem_euclid(size[axis]) as usize
                } else {
                    place[axis].clamp(0.0, size[axis] - 1.0) as usize
                }
            });
            self.texels[y * self.size[0] + x].to_array().map(f64::from)
        };
        let [fx, fy] = at.map(|v| v - v.floor());
        let rows = [0.0, 1.0].map(|dy| mixed(texel(0.0, dy), texel(1.0, dy), fx));
        mixed(rows[0], rows[1], fy)
    }
}

fn mixed(a: [f64; 4], b: [f64; 4], part: f64) -> [f64; 4] {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part)
}

/// Draws triangles onto a frame of the screen.
pub(super) struct Card {
    /// The frame, in pixels.
    corner: [f64; 2],
    size: [usize; 2],
    scale: f64,
    colors: Vec<[f64; 4]>,
}

impl Card {
    /// A card for a frame of the screen, in points, cleared to a colour.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some thousand pixels"
    )]
    pub(super) fn new(frame: Rect, scale: f32, ground: Color) -> Self {
        let size = [frame.width(), frame.height()].map(|side| (side * scale).ceil() as usize);
        let corner = [frame.left(), frame.top()].map(|at| f64::from(at * scale));
        let colors = vec![ground.map(f64::from); size[0] * size[1]];
        Self { corner, size, scale: scale.into(), colors }
    }

    /// Draws the triangles of a mesh within a clip, in points of the screen.
    pub(super) fn draw(&mut self, mesh: &Mesh, clip: Rect, texture: &Texture) {
        // The card cuts at whole pixels of the window.
        let edge = |points: f32| (f64::from(points) * self.scale).round();
        let clip = [edge(clip.left()), edge(clip.top()), edge(clip.right()), edge(clip.bottom())];
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [corners[0], corners[1], corners[2]];
            self.triangle(corners.map(|i| mesh.vertices[i as usize]), clip, texture);
        }
    }

    fn triangle(&mut self, mut corners: [Vertex; 3], clip: [f64; 4], texture: &Texture) {
        let scale = self.scale;
        let at = |v: Vertex| [f64::from(v.pos.x) * scale, f64::from(v.pos.y) * scale];
        if side(at(corners[0]), at(corners[1]), at(corners[2])) < 0.0 {
            corners.swap(1, 2);
        }
        let [a, b, c] = corners.map(at);
        let area = side(a, b, c);
        let span = |axis: usize, most: usize| {
            let low = a[axis].min(b[axis]).min(c[axis]).max(clip[axis]);
            let high = a[axis].max(b[axis]).max(c[axis]).min(clip[axis + 2]);
            whole_between(low - self.corner[axis], high - self.corner[axis], most)
        };
        let (columns, rows) = (span(0, self.size[0]), span(1, self.size[1]));
        if area <= 0.0 {
            return;
        }
        let plain = corners.iter().all(|v| v.uv == corners[0].uv && v.color == corners[0].color);
        let mut known = None;
        for y in rows {
            for x in columns.clone() {
                #[expect(clippy::cast_precision_loss, reason = "some thousand pixels")]
                let p = [self.corner[0] + x as f64 + 0.5, self.corner[1] + y as f64 + 0.5];
                // The middle of a pixel that lies on an edge belongs to one of its two triangles.
                let inside = |from: [f64; 2], to: [f64; 2]| {
                    let by = side(from, to, p);
                    let owns = to[1] < from[1] || (to[1] <= from[1] && to[0] > from[0]);
                    (by > 0.0 || (by >= 0.0 && owns)).then_some(by / area)
                };
                let (Some(c_part), Some(a_part), Some(b_part)) =
                    (inside(a, b), inside(b, c), inside(c, a))
                else {
                    continue;
                };
                let parts = [a_part, b_part, c_part];
                let ink = match known {
                    Some(ink) => ink,
                    None => shaded(&corners, parts, texture),
                };
                if plain {
                    known = Some(ink);
                }
                let under = &mut self.colors[y * self.size[0] + x];
                *under = std::array::from_fn(|i| ink[i] + under[i] * (1.0 - ink[3] / 255.0));
            }
        }
    }

    /// What has been drawn.
    pub(super) fn pixels(&self) -> Pixels {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a colour is a byte"
        )]
        let byte = |value: f64| value.round().clamp(0.0, 255.0) as u8;
        let rgb = self.colors.iter().map(|&[r, g, b, _]| [r, g, b].map(byte)).collect();
        Pixels { width: self.size[0], height: self.size[1], rgb }
    }
}

/// Twice the area of a triangle: above 0 if it goes around clockwise on the screen.
fn side(a: [f64; 2], b: [f64; 2], p: [f64; 2]) -> f64 {
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

/// The pixels whose middle lies between two edges.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is negative becomes the first, what is large the last"
)]
fn whole_between(low: f64, high: f64, most: usize) -> std::ops::Range<usize> {
    ((low - 0.5).ceil() as usize)..((high + 0.5).ceil() as usize).min(most)
}

/// Corner colours times texture, at a place within a triangle.
fn shaded(corners: &[Vertex; 3], parts: [f64; 3], texture: &Texture) -> [f64; 4] {
    let weighed = |of: &dyn Fn(&Vertex) -> f64| -> f64 {
        corners.iter().zip(parts).map(|(vertex, part)| of(vertex) * part).sum()
    };
    let uv = [weighed(&|v| v.uv.x.into()), weighed(&|v| v.uv.y.into())];
    let texel = texture.sample(uv);
    std::array::from_fn(|i| weighed(&|v| v.color.to_array()[i].into()) * texel[i] / 255.0)
}
