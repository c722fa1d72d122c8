//! Colours: the palette of Okabe and Ito, told apart by colour-blind readers, with neighbours of distinct lightness so
//! that they stay apart in black and white.
//!
//! Source of the palette: Masataka Okabe and Kei Ito, "Color Universal Design", 2008. Dark members are darkened here so
//! that white text on them and their own text on white reach a contrast of 4.5.

use plotters::style::RGBColor;

/// Text and axes.
pub(super) const INK: RGBColor = RGBColor(34, 34, 34);
/// Secondary text.
pub(super) const GREY: RGBColor = RGBColor(92, 92, 92);
/// Lines of the grid.
pub(super) const RULE: RGBColor = RGBColor(224, 224, 224);
pub(super) const WHITE: RGBColor = RGBColor(255, 255, 255);

/// How a category or a policy is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tone {
    /// Areas.
    pub fill: RGBColor,
    /// Lines and text on white.
    pub line: RGBColor,
    /// Text on the fill.
    pub on_fill: RGBColor,
    /// Whether the fill is hatched.
    pub hatched: bool,
}

const fn dark(red: u8, green: u8, blue: u8) -> Tone {
    let colour = RGBColor(red, green, blue);
    Tone { fill: colour, line: colour, on_fill: WHITE, hatched: false }
}

const fn light(fill: RGBColor, line: RGBColor) -> Tone {
    Tone { fill, line, on_fill: INK, hatched: false }
}

/// What is saved, paid less.
pub(super) const SAVES: Tone = dark(0, 104, 165);
/// What costs more, is paid in addition.
pub(super) const COSTS: Tone = light(RGBColor(238, 170, 28), RGBColor(145, 88, 0));

/// Dark and light in turn.
const TONES: [Tone; 8] = [
    SAVES,
    COSTS,
    dark(0, 114, 84),
    light(RGBColor(122, 197, 238), RGBColor(0, 106, 158)),
    dark(186, 66, 0),
    light(RGBColor(240, 228, 66), RGBColor(112, 101, 0)),
    dark(146, 64, 110),
    light(RGBColor(200, 200, 200), RGBColor(92, 92, 92)),
];

/// The tone of the `index`-th category; from the ninth on hatched.
pub(super) fn tone(index: usize) -> Tone {
    let mut tone = TONES[index % TONES.len()];
    tone.hatched = (index / TONES.len()) % 2 == 1;
    tone
}

/// Strokes and gaps of lines, in turn.
const PATTERNS: [&[f64]; 4] = [&[], &[7.0, 3.0], &[2.0, 2.5], &[9.0, 3.0, 2.0, 3.0]];
/// The tones in an order in which the colours of neighbouring lines lie far apart.
const LINES: [usize; 8] = [0, 1, 2, 6, 4, 7, 5, 3];

/// Colour, strokes and gaps of the `index`-th line: the same policy has the same in all charts of a run, the baseline the
/// first.
pub(super) fn line(index: usize) -> (RGBColor, &'static [f64]) {
    let round = index / LINES.len();
    (TONES[LINES[index % LINES.len()]].line, PATTERNS[(index + round) % PATTERNS.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.2.
    fn luminance(colour: RGBColor) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            // the power 2.4 by interpolation between squares and cubes is near enough to order colours
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055) * ((c + 0.055) / 1.055) * power_of_two_fifths(c)
            }
        };
        0.2126 * channel(colour.0) + 0.7152 * channel(colour.1) + 0.0722 * channel(colour.2)
    }

    /// ((c + 0.055) / 1.055)^0.4, by Newton's method for the fifth root of a square.
    fn power_of_two_fifths(c: f64) -> f64 {
        let square = ((c + 0.055) / 1.055) * ((c + 0.055) / 1.055);
        (0..60).fold(1.0, |x: f64, _| x - (x * x * x * x * x - square) / (5.0 * x * x * x * x))
    }

    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_reach_the_contrast_that_the_web_guidelines_ask_for() {
        assert!((contrast(WHITE, RGBColor(0, 0, 0)) - 21.0).abs() < 1e-6);
        for index in 0..TONES.len() {
            let tone = tone(index);
            assert!(contrast(tone.line, WHITE) >= 4.5, "line {index}: {}", contrast(tone.line, WHITE));
            assert!(contrast(tone.on_fill, tone.fill) >= 4.5, "text on fill {index}");
        }
        assert!(contrast(GREY, WHITE) >= 4.5);
    }

    #[test]
    fn neighbours_differ_in_lightness() {
        for index in 0..12 {
            let (a, b) = (tone(index), tone(index + 1));
            assert!(contrast(a.fill, b.fill) >= 2.0, "{index} and its neighbour");
        }
    }

    #[test]
    fn thirty_two_lines_are_told_apart_and_the_first_seven_by_colour_alone() {
        for a in 0..32 {
            for b in 0..a {
                assert_ne!(line(a), line(b), "{a} and {b}");
            }
        }
        let apart = |a: RGBColor, b: RGBColor| a.0.abs_diff(b.0).max(a.1.abs_diff(b.1)).max(a.2.abs_diff(b.2));
        for a in 0..7 {
            assert!((0..a).all(|b| apart(line(a).0, line(b).0) >= 30), "{a}");
        }
    }

    #[test]
    fn twelve_categories_have_twelve_tones() {
        for a in 0..12 {
            for b in 0..a {
                assert_ne!(tone(a), tone(b));
            }
        }
    }
}
