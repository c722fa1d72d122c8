//! Segments of stacked bars and the names of their categories.

use super::colour::tone;
use super::drawing::{Anchor, Drawing, label};
use super::frame::{SIDE, WIDTH};
use super::labels::{Wish, apart, rows};
use super::text;

/// Height of a line of text.
pub(super) const ROW: f64 = 13.0;
/// A segment narrower than this is not labelled where it stands.
const VISIBLE: f64 = 2.0;

/// A segment on the page.
#[derive(Clone, Copy)]
pub(super) struct Segment {
    pub category: usize,
    pub from: f64,
    pub to: f64,
}

impl Segment {
    pub fn centre(self) -> f64 {
        (self.from + self.to) / 2.0
    }
}

/// Segments of a bar from left to right: revenues in their order leftwards from zero, spending rightwards.
pub(super) fn stack(amounts: &[f64], at: impl Fn(f64) -> f64) -> Vec<Segment> {
    let (mut below, mut above) = (0.0, 0.0);
    let mut segments = Vec::new();
    for (category, amount) in amounts.iter().enumerate().filter(|(_, amount)| **amount != 0.0) {
        let base = if *amount < 0.0 { &mut below } else { &mut above };
        let from = at(*base);
        *base += amount;
        let to = at(*base);
        segments.push(Segment { category, from: from.min(to), to: from.max(to) });
    }
    segments.sort_by(|a, b| a.from.total_cmp(&b.from));
    segments
}

/// The bar over which each category is named: the first in which it can be seen, else the one where it is widest.
pub(super) fn hosts(segments: &[Vec<Segment>], categories: usize) -> Vec<Option<usize>> {
    let width = |bar: usize, category: usize| -> f64 {
        segments[bar].iter().filter(|s| s.category == category).map(|s| s.to - s.from).sum()
    };
    (0..categories)
        .map(|category| {
            (0..segments.len()).find(|bar| width(*bar, category) >= VISIBLE).or_else(|| {
                (0..segments.len())
                    .filter(|bar| width(*bar, category) > 0.0)
                    .max_by(|a, b| width(*a, category).total_cmp(&width(*b, category)))
            })
        })
        .collect()
}

/// Names categories over a bar in a strip that begins at `top` and right of `left`; returns the height used.
///
/// In one row over their segments where they fit, else each on a leader of its own, stepwise.
pub(super) fn name_categories(
    drawing: &mut Drawing,
    hosted: &[Segment],
    categories: &[String],
    left: f64,
    top: f64,
) -> f64 {
    if hosted.is_empty() {
        return 0.0;
    }
    let edge = WIDTH - SIDE;
    let name = |segment: &Segment| text::printable(&categories[segment.category]);
    let half = |segment: &Segment| text::width(&name(segment), 9.5, true) / 2.0 + 4.0;
    let wishes: Vec<Wish> = hosted.iter().map(|s| Wish { centre: s.centre(), half: half(s) }).collect();
    let total: f64 = wishes.iter().map(|wish| 2.0 * wish.half).sum();
    let centres = apart(&wishes, left, edge);
    let moved = centres.iter().zip(&wishes).map(|(c, wish)| (c - wish.centre).abs()).fold(0.0, f64::max);
    if total <= edge - left && moved <= 24.0 {
        for ((segment, centre), wish) in hosted.iter().zip(centres).zip(&wishes) {
            let colour = tone(segment.category).line;
            let y = top + 6.0;
            drawing
                .text_on_white(label(name(segment), centre, y).size(9.5).bold().colour(colour).anchor(Anchor::Middle));
            if (centre - wish.centre).abs() > wish.half - 5.0 {
                drawing.line(&[(centre, y + 7.0), (segment.centre(), top + 19.0)], 0.75, colour);
            }
        }
        return 20.0;
    }
    let leaders =
        apart(&hosted.iter().map(|s| Wish { centre: s.centre(), half: 2.5 }).collect::<Vec<_>>(), SIDE, edge - 60.0);
    let texts: Vec<Vec<String>> = hosted
        .iter()
        .zip(&leaders)
        .map(|(segment, leader)| text::wrap(&name(segment), 9.5, true, (edge - leader - 4.0).min(260.0)))
        .collect();
    let boxes: Vec<(f64, f64)> = texts
        .iter()
        .zip(&leaders)
        .map(|(lines, leader)| {
            (*leader, lines.iter().map(|line| text::width(line, 9.5, true)).fold(0.0, f64::max) + 8.0)
        })
        .collect();
    let rows = rows(&boxes);
    let levels = rows.iter().max().map_or(0, |row| row + 1);
    let lines_of = |level: usize| -> f64 {
        let lines = rows.iter().zip(&texts).filter(|(row, _)| **row == level).map(|(_, lines)| lines.len()).max();
        lines.unwrap_or(0) as f64 * ROW
    };
    let height: f64 = (0..levels).map(lines_of).sum::<f64>() + 8.0;
    for (index, segment) in hosted.iter().enumerate() {
        let colour = tone(segment.category).line;
        let below: f64 = (0..=rows[index]).map(lines_of).sum();
        let start = top + height - 8.0 - below;
        for (line, words) in texts[index].iter().enumerate() {
            let y = start + 6.5 + line as f64 * ROW;
            drawing.text_on_white(label(words.clone(), leaders[index] + 4.0, y).size(9.5).bold().colour(colour));
        }
        let x = leaders[index];
        let foot = top + height;
        drawing.line(&[(x, start + 1.0), (x, foot - 7.0), (segment.centre(), foot - 1.0)], 1.0, colour);
    }
    height
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revenues_are_stacked_to_the_left_of_zero() {
        let segments = stack(&[3.0, -1.0, 2.0, 0.0, -4.0], |amount| amount);
        let places: Vec<(usize, f64, f64)> = segments.iter().map(|s| (s.category, s.from, s.to)).collect();
        assert_eq!(places, [(4, -5.0, -1.0), (1, -1.0, 0.0), (0, 0.0, 3.0), (2, 3.0, 5.0)]);
    }

    #[test]
    fn a_category_is_named_over_the_first_bar_that_shows_it() {
        let bars = [stack(&[30.0, 0.0, 0.5], |amount| amount), stack(&[1.0, 9.0, 0.7], |amount| amount)];
        // the third is too narrow everywhere: over the bar where it is widest; a fourth is in no bar
        assert_eq!(hosts(&bars, 4), [Some(0), Some(1), Some(1), None]);
    }
}
