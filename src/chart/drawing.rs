//! Marks in CSS pixels, and their way into SVG.
//!
//! Charts collect marks first; then [`Drawing::svg`] draws them with plotters on a grid four times finer than a pixel,
//! because plotters knows only whole coordinates.

use super::colour::INK;
use super::text;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Grid steps in a CSS pixel.
pub(super) const FINENESS: f64 = 4.0;

/// Which point of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub x: f64,
    /// Height of the middle of a capital letter.
    pub y: f64,
    pub size: f64,
    pub bold: bool,
    pub colour: RGBColor,
    pub anchor: Anchor,
    pub text: String,
}

/// Half the height of a capital letter, in parts of the font size.
const HALF_CAPITAL: f64 = 0.357;

impl Label {
    /// Left, top, right, bottom of the drawn text, descenders included.
    pub fn bounds(&self) -> [f64; 4] {
        let width = text::width(&self.text, self.size, self.bold);
        let left = match self.anchor {
            Anchor::Left => self.x,
            Anchor::Middle => self.x - width / 2.0,
            Anchor::Right => self.x - width,
        };
        [left, self.y - 0.42 * self.size, left + width, self.y + 0.6 * self.size]
    }
}

enum Mark {
    Area(Vec<(f64, f64)>, RGBAColor),
    Line(Vec<(f64, f64)>, f64, RGBColor),
    Dot(f64, f64, f64, RGBColor),
}

/// What is on the page: marks first, texts over them.
#[derive(Default)]
pub(super) struct Drawing {
    marks: Vec<Mark>,
    pub labels: Vec<Label>,
}

impl Drawing {
    /// A filled rectangle between two corners.
    pub fn rectangle(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) {
        self.area(vec![from, (to.0, from.1), to, (from.0, to.1)], colour, 1.0);
    }

    /// A filled polygon; `strength` 1 is opaque.
    pub fn area(&mut self, corners: Vec<(f64, f64)>, colour: RGBColor, strength: f64) {
        self.marks.push(Mark::Area(corners, colour.mix(strength)));
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f64, f64)], thickness: f64, colour: RGBColor) {
        self.marks.push(Mark::Line(points.to_vec(), thickness, colour));
    }

    /// A line of strokes and gaps; no pattern is a whole line. Points without a place draw nothing.
    pub fn dashed(&mut self, points: &[(f64, f64)], thickness: f64, colour: RGBColor, pattern: &[f64]) {
        if pattern.is_empty() {
            return self.line(points, thickness, colour);
        }
        if points.iter().any(|(x, y)| !x.is_finite() || !y.is_finite()) {
            return;
        }
        let (mut piece, mut left) = (0, pattern[0]);
        let mut stroke: Vec<(f64, f64)> = points.first().copied().into_iter().collect();
        for ends in points.windows(2) {
            let (mut from, to) = (ends[0], ends[1]);
            loop {
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                let length = (dx * dx + dy * dy).sqrt();
                if length <= left {
                    left -= length;
                    stroke.push(to);
                    break;
                }
                from = (from.0 + dx * left / length, from.1 + dy * left / length);
                stroke.push(from);
                if piece % 2 == 0 {
                    self.line(&stroke, thickness, colour);
                }
                stroke = vec![from];
                piece += 1;
                left = pattern[piece % pattern.len()];
            }
        }
        if piece % 2 == 0 && stroke.len() > 1 {
            self.line(&stroke, thickness, colour);
        }
    }

    /// A filled circle.
    pub fn dot(&mut self, x: f64, y: f64, radius: f64, colour: RGBColor) {
        self.marks.push(Mark::Dot(x, y, radius, colour));
    }

    /// Slanted lines over a rectangle.
    pub fn hatch(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) {
        let (left, right) = (from.0.min(to.0), from.0.max(to.0));
        let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
        let height = bottom - top;
        let mut start = left - height;
        while start < right {
            // from (start, bottom) up to the right at 45°, cut to the rectangle
            let (x0, x1) = (start.max(left), (start + height).min(right));
            if x1 > x0 {
                self.line(&[(x0, bottom - (x0 - start)), (x1, bottom - (x1 - start))], 1.25, colour);
            }
            start += 6.0;
        }
    }

    /// A horizontal line between two ends with small caps: an interval.
    pub fn whisker(&mut self, from: f64, to: f64, y: f64, colour: RGBColor) {
        self.line(&[(from, y), (to, y)], 1.25, colour);
        for x in [from, to] {
            self.line(&[(x, y - 3.0), (x, y + 3.0)], 1.25, colour);
        }
    }

    /// A line of text; nothing if it is empty.
    pub fn text(&mut self, label: Label) {
        if !label.text.is_empty() {
            self.labels.push(label);
        }
    }

    /// A line of text on white, so that no line of the grid runs through it.
    pub fn text_on_white(&mut self, label: Label) {
        if !label.text.is_empty() {
            let [left, top, right, bottom] = label.bounds();
            self.rectangle((left - 2.0, top), (right + 2.0, bottom), WHITE);
            self.text(label);
        }
    }

    /// Puts another drawing over this one.
    pub fn append(&mut self, other: Drawing) {
        self.marks.extend(other.marks);
        self.labels.extend(other.labels);
    }

    /// Root element and marks as SVG of `width` × `height` CSS pixels; `head` stands right after the opening tag and
    /// `attributes` inside it.
    pub fn svg(&self, width: f64, height: f64, attributes: &str, head: &str) -> String {
        let (wide, high) = (grid(width), grid(height));
        let mut svg = String::new();
        {
            let size = (wide.unsigned_abs(), high.unsigned_abs());
            let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
            self.paint(&area).expect("writing into a text cannot fail");
            area.present().expect("writing into a text cannot fail");
        }
        let end = svg.find('>').expect("plotters opens the root element") + 1;
        format!(
            "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {wide} {high}\" \
             xmlns=\"http://www.w3.org/2000/svg\" {attributes}>\n{head}{}",
            svg[end..].trim_start()
        )
    }

    fn paint(&self, area: &DrawingArea<SVGBackend<'_>, Shift>) -> Result<(), Box<dyn std::error::Error>> {
        let point = |(x, y): &(f64, f64)| (grid(*x), grid(*y));
        area.fill(&WHITE)?;
        for mark in &self.marks {
            match mark {
                Mark::Area(corners, colour) => {
                    area.draw(&Polygon::new(corners.iter().map(point).collect::<Vec<_>>(), colour.filled()))?;
                }
                Mark::Line(points, thickness, colour) => {
                    let style = colour.stroke_width(grid(*thickness).unsigned_abs());
                    area.draw(&PathElement::new(points.iter().map(point).collect::<Vec<_>>(), style))?;
                }
                Mark::Dot(x, y, radius, colour) => {
                    area.draw(&Circle::new((grid(*x), grid(*y)), grid(*radius), colour.filled()))?;
                }
            }
        }
        for label in &self.labels {
            let style = if label.bold { FontStyle::Bold } else { FontStyle::Normal };
            // plotters divides the size by 1.24 on the way to SVG
            let font = FontDesc::new(FontFamily::Name(text::FAMILY), label.size * FINENESS * 1.24, style);
            let side = match label.anchor {
                Anchor::Left => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::Right => HPos::Right,
            };
            // "top" puts the baseline 0.76 of the size under the place
            let top = label.y + (HALF_CAPITAL - 0.76) * label.size;
            let style = font.color(&label.colour).pos(Pos::new(side, VPos::Top));
            area.draw(&Text::new(label.text.clone(), (grid(label.x), grid(top)), style))?;
        }
        Ok(())
    }
}

fn grid(pixels: f64) -> i32 {
    (pixels * FINENESS).round() as i32
}

/// A label in ink, the usual size, not bold, from its left.
pub(super) fn label(text: impl Into<String>, x: f64, y: f64) -> Label {
    Label { x, y, size: 10.0, bold: false, colour: INK, anchor: Anchor::Left, text: text::printable(&text.into()) }
}

impl Label {
    pub fn size(self, size: f64) -> Label {
        Label { size, ..self }
    }

    pub fn bold(self) -> Label {
        Label { bold: true, ..self }
    }

    pub fn colour(self, colour: RGBColor) -> Label {
        Label { colour, ..self }
    }

    pub fn anchor(self, anchor: Anchor) -> Label {
        Label { anchor, ..self }
    }
}
