//! A picture as pixels, drawn straight from its paths and glyphs.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use kurbo::{Affine, BezPath, Cap, Join, Rect, Shape as _};
use rayon::prelude::*;
use vello_cpu::peniko::{Extend, Gradient, ImageQuality, ImageSampler};
use vello_cpu::{Level, PaintType, Pixmap, PixmapMut, RenderContext, RenderSettings, Resources};

use crate::atlas::Atlas;
use crate::picture::{Color, Frame, Picture, Shade, Stroke, TextMark};

use super::canvas::{Canvas, Figure, Paint, Texture, rect};
use super::glyphs::add_glyphs;
use super::paint::paint;
use super::png::{MOST_PIXELS, PngError};
use super::shades::{Window, shaded};
use super::shared::Shared;
use super::svg::HALO_WIDTH;

/// Pixels of a band of rows; a picture is drawn in bands, side by side. Small ones are shared out evenly,
/// and what is worked on stays near the processor; but each has to look at all that is to be painted.
/// Their number does not hang on the machine.
const BAND: u32 = 260_000;

/// Rows that the rasteriser draws at a time: bands begin at whole ones.
const ROWS: u32 = 4;

/// The most pixels on a side.
const MOST_ON_A_SIDE: u32 = 65_535;

/// Width, height, and red, green, blue and alpha of each pixel, rows from the top.
pub type Pixels = (u32, u32, Vec<u8>);

/// Draws a picture band by band, and gives each to `take` as soon as it and all above it are drawn:
/// the pixels of [`pixels`] in whole rows, without their alpha, since the ground of a picture is opaque.
///
/// # Errors
/// A size without pixels or with too many, and what `take` says.
pub fn in_bands(
    atlas: &Atlas,
    picture: &Picture,
    scale: f64,
    take: &mut dyn FnMut(&[u8]) -> Result<(), PngError>,
) -> Result<(), PngError> {
    let painting =
        |seen: Frame, canvas: &mut dyn Canvas| paint(atlas, picture, seen, scale, canvas);
    let size = size_of(picture.size, scale)?;
    let bands = Bands::new(size, scale, bands_of(size));
    let (send, receive) = mpsc::channel();
    // A thread that is one of the workers has to do its share itself and cannot wait for others.
    if rayon::current_thread_index().is_some() || rayon::current_num_threads() < 2 {
        let (mut band, mut rows) = (Vec::new(), Vec::new());
        return (0..bands.count()).try_for_each(|i| {
            bands.draw(i, &painting, &mut band);
            without_alpha(&band, &mut rows);
            take(&rows)
        });
    }
    // Rows that were taken make room for others: see [`Shared`].
    let (drawn, used) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let drawn = || drawn.lock().unwrap_or_else(PoisonError::into_inner);
    let used = || used.lock().unwrap_or_else(PoisonError::into_inner);
    rayon::in_place_scope(|scope| {
        for i in 0..bands.count() {
            let (send, bands, painting) = (send.clone(), &bands, &painting);
            let (drawn, used) = (&drawn, &used);
            scope.spawn(move |_| {
                let mut band = drawn().pop().unwrap_or_default();
                bands.draw(i, painting, &mut band);
                let mut rows = used().pop().unwrap_or_default();
                // Here, where the work is shared out, and not where it is packed.
                without_alpha(&band, &mut rows);
                drawn().push(band);
                // Nobody listens any more after an error.
                drop(send.send((i, rows)));
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (i, rows) in receive {
            early.insert(i, rows);
            while let Some(rows) = early.remove(&next) {
                take(&rows)?;
                used().push(rows);
                next += 1;
            }
        }
        Ok(())
    })
}

/// Red, green and blue of pixels that have an alpha besides.
pub(super) fn without_alpha(rgba: &[u8], rgb: &mut Vec<u8>) {
    rgb.resize(rgba.len() / 4 * 3, 0);
    let pixels = rgb.as_chunks_mut::<3>().0.iter_mut().zip(rgba.as_chunks::<4>().0);
    pixels.for_each(|(to, &[r, g, b, _])| *to = [r, g, b]);
}

/// Draws a picture, of which a point is so many pixels wide. The same picture gives the same bytes
/// with any number of threads, and on every machine of a kind: processors are not asked what they can
/// do.
///
/// # Errors
/// A size without pixels or with too many.
pub fn pixels(atlas: &Atlas, picture: &Picture, scale: f64) -> Result<Pixels, PngError> {
    let bands = bands_of(size_of(picture.size, scale)?);
    drawn(picture.size, scale, bands, &|seen, canvas| paint(atlas, picture, seen, scale, canvas))
}

/// What paints on a canvas what is to be seen in a frame.
pub type Painting<'a> = &'a (dyn Fn(Frame, &mut dyn Canvas) + Sync);

/// Draws a painting of so many points in bands of rows, side by side. What is painted has to cover
/// all of it and to hide what is behind it.
///
/// # Errors
/// As [`pixels`].
pub fn drawn(
    points: [f64; 2],
    scale: f64,
    bands: u32,
    painting: Painting<'_>,
) -> Result<Pixels, PngError> {
    let size = size_of(points, scale)?;
    let bands = Bands::new(size, scale, bands);
    let mut rgba = vec![0; size[0] as usize * size[1] as usize * 4];
    let chunks = rgba.par_chunks_mut(size[0] as usize * bands.rows as usize * 4);
    (0..bands.count()).into_par_iter().zip(chunks).for_each(|(i, band)| {
        bands.draw_into(i, painting, band);
    });
    Ok((size[0], size[1], rgba))
}

/// The width and height in pixels of a picture of so many points.
///
/// # Errors
/// A size without pixels or with too many.
pub fn size_of(points: [f64; 2], scale: f64) -> Result<[u32; 2], PngError> {
    let [width, height] = points.map(|points| whole_pixels(points * scale));
    let fits = (1..=MOST_ON_A_SIDE).contains(&width) && (1..=MOST_ON_A_SIDE).contains(&height);
    if !fits || f64::from(width) * f64::from(height) > MOST_PIXELS {
        return Err(PngError::Size(width.into(), height.into()));
    }
    Ok([width, height])
}

/// How many bands a picture is drawn in: a small one, too, in some that are drawn side by side.
fn bands_of([width, height]: [u32; 2]) -> u32 {
    (width * height).div_ceil(BAND).max(3)
}

/// A picture in bands of rows.
struct Bands {
    size: [u32; 2],
    scale: f64,
    /// Rows of a band; the last one may have fewer.
    rows: u32,
    shared: Shared,
}

impl Bands {
    fn new(size: [u32; 2], scale: f64, bands: u32) -> Self {
        Self {
            size,
            scale,
            rows: size[1].div_ceil(bands.max(1)).next_multiple_of(ROWS),
            shared: Shared::default(),
        }
    }

    fn count(&self) -> u32 {
        self.size[1].div_ceil(self.rows)
    }

    fn draw(&self, i: u32, painting: Painting<'_>, band: &mut Vec<u8>) {
        let rows = self.rows.min(self.size[1] - i * self.rows);
        band.resize(self.size[0] as usize * rows as usize * 4, 0);
        self.draw_into(i, painting, band);
    }

    /// Draws a band. The ground covers the whole picture: no pixel is see-through, so that none has to
    /// be divided by its alpha.
    fn draw_into(&self, i: u32, painting: Painting<'_>, band: &mut [u8]) {
        let top = i * self.rows;
        let rows = self.rows.min(self.size[1] - top);
        let mut raster = Raster::new(self.size[0], rows, (top, self.scale), &self.shared);
        painting(raster.seen(), &mut raster);
        raster.render(band);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is negative or too large becomes the nearest that is not"
)]
fn whole_pixels(length: f64) -> u32 {
    // As the size of an SVG is told: to a hundredth.
    ((length * 100.0).round() / 100.0).ceil() as u32
}

/// A band of pixels that is being drawn.
struct Raster<'a> {
    context: RenderContext,
    size: [u16; 2],
    /// Pixels a point.
    scale: f64,
    /// From points of the innermost frame to pixels of the band, and those of the frames around it.
    transforms: Vec<Affine>,
    /// The shades that were drawn.
    shades: Vec<Arc<Pixmap>>,
    shared: &'a Shared,
    /// The letters of a text, as they are put together.
    letters: BezPath,
}

impl<'a> Raster<'a> {
    fn new(width: u32, height: u32, (top, scale): (u32, f64), shared: &'a Shared) -> Self {
        let size = [width, height].map(|side| u16::try_from(side).unwrap_or(u16::MAX));
        let to_band = Affine::translate((0.0, -f64::from(top))) * Affine::scale(scale);
        Self {
            context: shared.context(size),
            size,
            scale,
            transforms: vec![to_band],
            shades: Vec::new(),
            shared,
            letters: BezPath::new(),
        }
    }

    /// What of the picture lies in the band, in points.
    #[expect(clippy::cast_possible_truncation, reason = "some thousand points at the most")]
    fn seen(&self) -> Frame {
        let band = Rect::new(0.0, 0.0, self.size[0].into(), self.size[1].into());
        let seen = self.transform().inverse().transform_rect_bbox(band);
        [seen.x0 as f32, seen.y0 as f32, seen.x1 as f32, seen.y1 as f32]
    }

    fn transform(&self) -> Affine {
        self.transforms.last().copied().unwrap_or_default()
    }

    /// Draws what was called for.
    fn render(mut self, rgba: &mut [u8]) {
        self.context.flush();
        if let Some(target) = PixmapMut::new(self.size[0], self.size[1], rgba) {
            self.context.render(target, &mut Resources::new());
        }
        self.shared.give_back_context(self.context);
        self.shades.into_iter().for_each(|shade| self.shared.give_back_pixels(shade));
    }

    fn fill_with_pattern(&mut self, path: &BezPath, texture: Texture) {
        let Texture { overlay, anchor, fineness } = texture;
        let corner = self.transform() * kurbo::Point::new(anchor[0], anchor[1]);
        let whole = corner.floor();
        let part = corner - whole;
        let tile = self.shared.tile(overlay, part, self.scale * fineness);
        // The tile's pixels are those of the band: nothing is to come between.
        let mut path = path.clone();
        path.apply_affine(self.transform());
        self.context.set_transform(Affine::IDENTITY);
        self.context.set_paint_transform(Affine::translate(whole.to_vec2()));
        self.context.set_paint(vello_cpu::Image {
            image: vello_cpu::ImageSource::Pixmap(tile),
            sampler: ImageSampler {
                x_extend: Extend::Repeat,
                y_extend: Extend::Repeat,
                quality: ImageQuality::Low,
                alpha: 1.0,
            },
        });
        self.context.fill_path(&path);
        self.context.reset_paint_transform();
        self.context.set_transform(self.transform());
    }

    /// Sets texts in the colours of the first, the halos under all letters.
    fn set(&mut self, texts: &[TextMark]) {
        let Some(first) = texts.first() else { return };
        let to_pixels = (self.transform(), self.scale);
        let halo = first.halo.map(|color| (color, Some(0.5 * HALO_WIDTH)));
        self.context.set_transform(Affine::IDENTITY);
        let mut path = std::mem::take(&mut self.letters);
        for (color, halo) in halo.into_iter().chain([(first.color, None)]) {
            path.truncate(0);
            for text in texts {
                add_glyphs(&mut path, text, halo, to_pixels);
            }
            self.context.set_paint(paint_of(color));
            self.context.fill_path(&path);
        }
        self.letters = path;
        self.context.set_transform(self.transform());
    }
}

/// A context whose bytes do not hang on the processor: the level of vector instructions is the one
/// that the program is built for, whatever more there is.
pub(super) fn context([width, height]: [u16; 2]) -> RenderContext {
    let settings = RenderSettings { level: Level::baseline(), num_threads: 0 };
    RenderContext::new_with(width, height, settings)
}

pub(super) fn paint_of([r, g, b, a]: Color) -> PaintType {
    vello_cpu::peniko::Color::from_rgba8(r, g, b, a).into()
}

fn stroke_of(stroke: &Stroke) -> kurbo::Stroke {
    let pen = kurbo::Stroke::new(stroke.width.into()).with_join(Join::Round).with_caps(Cap::Butt);
    match stroke.dash.pattern() {
        Some(lengths) => pen.with_dashes(0.0, lengths.map(f64::from)),
        None => pen,
    }
}

impl Canvas for Raster<'_> {
    fn open_group(&mut self, _: &str, _: Option<&str>) {}

    fn close_group(&mut self) {}

    fn open_frame(&mut self, [x, y]: [f32; 2], clip: Frame) {
        self.context.set_transform(self.transform());
        self.context.push_clip_path(&rect(clip).to_path(0.1));
        self.transforms.push(self.transform() * Affine::translate((f64::from(x), f64::from(y))));
        self.context.set_transform(self.transform());
    }

    fn close_frame(&mut self) {
        self.transforms.pop();
        self.context.set_transform(self.transform());
        self.context.pop_clip_path();
    }

    fn draw(&mut self, figure: Figure<'_>, fill: Option<Paint>, stroke: Option<&Stroke>) {
        self.context.set_transform(self.transform());
        let lowered = figure.lowered(0.05 / self.scale.max(0.01));
        let ((Some(path), _) | (None, Figure::Path(path))) = (&lowered, figure) else { return };
        match fill {
            Some(Paint::Plain(color)) => {
                self.context.set_paint(paint_of(color));
                self.context.fill_path(path);
            }
            Some(Paint::Pattern(texture)) => self.fill_with_pattern(path, texture),
            Some(Paint::Blend(colors)) => {
                let bounds = path.bounding_box();
                let [from, to] =
                    colors.map(|[r, g, b, a]| vello_cpu::peniko::Color::from_rgba8(r, g, b, a));
                let ends = ((bounds.x0, bounds.y0), (bounds.x1, bounds.y0));
                let gradient = Gradient::new_linear(ends.0, ends.1).with_stops([from, to]);
                self.context.set_paint(gradient);
                self.context.fill_path(path);
            }
            None => {}
        }
        if let Some(stroke) = stroke {
            self.context.set_paint(paint_of(stroke.color));
            self.context.set_stroke(stroke_of(stroke));
            self.context.stroke_path(path);
        }
    }

    fn text(&mut self, text: &TextMark) {
        self.set(std::slice::from_ref(text));
    }

    fn letters(&mut self, _: &str, letters: &[TextMark]) {
        self.set(letters);
    }

    fn shade(&mut self, shade: &Shade, frame: Frame, within: Option<&BezPath>) {
        let frame = rect(frame);
        let [width, height] = shade.size.map(f64::from);
        let pixels = Affine::translate(frame.origin().to_vec2())
            * Affine::scale_non_uniform(frame.width() / width, frame.height() / height);
        let to_band = self.transform() * pixels;
        // What of the band it covers, in whole pixels.
        let band = Rect::new(0.0, 0.0, self.size[0].into(), self.size[1].into());
        let whole = Rect::new(0.0, 0.0, width, height);
        let seen = to_band.transform_rect_bbox(whole).intersect(band).expand();
        if seen.width() < 1.0 || seen.height() < 1.0 {
            return;
        }
        let window = Window { seen, from_band: to_band.inverse() };
        let pixmap = Arc::new(shaded(shade, &window, self.shared));
        self.shades.push(pixmap.clone());
        self.context.set_transform(self.transform());
        // The pixmap's pixels are those of the band: nothing comes between.
        let back = self.transform().inverse() * Affine::translate(seen.origin().to_vec2());
        self.context.set_paint_transform(back);
        self.context.set_paint(vello_cpu::Image {
            image: vello_cpu::ImageSource::Pixmap(pixmap),
            sampler: ImageSampler { quality: ImageQuality::Low, ..ImageSampler::default() },
        });
        match within {
            Some(path) => self.context.fill_path(path),
            None => self.context.fill_rect(&frame),
        }
        self.context.reset_paint_transform();
    }
}
