//! The fonts that charts are drawn with, how wide a text is in them, and breaking texts into lines.

use ab_glyph::{Font, FontRef};
use std::sync::LazyLock;

/// Latin, Cyrillic, Georgian, Armenian and the signs of arithmetic; licence in `fonts/OFL.txt`.
pub(super) static REGULAR: &[u8] = include_bytes!("fonts/CrimcostSans-Regular.ttf");
/// The same in bold.
pub(super) static BOLD: &[u8] = include_bytes!("fonts/CrimcostSans-Bold.ttf");
/// What a viewer without the fonts may take instead.
pub(super) const FAMILY: &str = "Noto Sans, Noto Sans Georgian, DejaVu Sans, Arial, sans-serif";

static FACES: LazyLock<[FontRef<'static>; 2]> = LazyLock::new(|| {
    [REGULAR, BOLD].map(|bytes| FontRef::try_from_slice(bytes).expect("the embedded fonts are fonts"))
});

/// Width of `text` at `size` (CSS pixels) without kerning: at least what a viewer draws.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let face = &FACES[usize::from(bold)];
    let units = f64::from(face.units_per_em().expect("the embedded fonts say their units"));
    let advance: f64 = text.chars().map(|c| f64::from(face.h_advance_unscaled(face.glyph_id(c)))).sum();
    advance / units * size
}

/// `text` without the characters that XML forbids and without line ends.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{fffe}' | '\u{ffff}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}

/// `text` in lines no wider than `most`, broken at spaces and, inside a word that is too long, anywhere.
///
/// No-break spaces hold. An empty text has no lines.
pub(super) fn wrap(text: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size, bold) <= most {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if width(&line, size, bold) > most && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// As [`wrap`], with lines of about the same length and no more of them.
pub(super) fn balanced(text: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
    let lines = wrap(text, size, bold, most);
    let mut best = lines.clone();
    for step in 1..lines.len() * 10 {
        let narrower = wrap(text, size, bold, most * (1.0 - step as f64 / (lines.len() * 10) as f64));
        if narrower.len() > lines.len() {
            break;
        }
        best = narrower;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_text_twice_as_large_is_twice_as_wide() {
        let small = width("Kalėjimas", 10.0, false);
        assert!(small > 30.0 && small < 70.0);
        assert!((width("Kalėjimas", 20.0, false) - 2.0 * small).abs() < 1e-9);
        assert!(width("Kalėjimas", 10.0, true) > small);
    }

    #[test]
    fn lines_are_no_wider_than_asked_and_lose_no_letter() {
        let text = "სახელმწიფო Nusikalstamumas ir-labai-ilgas-žodis-be-tarpų-kuris-netelpa 12\u{a0}000\u{a0}GEL";
        for most in [40.0, 80.0, 200.0] {
            let lines = wrap(text, 10.0, true, most);
            assert!(lines.iter().all(|line| width(line, 10.0, true) <= most), "{most}: {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert!(wrap("", 10.0, false, 50.0).is_empty());
    }

    #[test]
    fn a_balanced_title_has_as_many_lines_and_no_lonely_word() {
        let title = "Payer 0 would save 600 thousand; Payer 11 would pay 500 thousand more";
        let most = width(title, 14.0, true) - 5.0;
        assert_eq!(wrap(title, 14.0, true, most)[1], "more");
        let lines = balanced(title, 14.0, true, most);
        assert_eq!(lines.len(), 2);
        assert!(width(&lines[1], 14.0, true) > 0.35 * most, "{lines:?}");
        assert!(balanced("", 14.0, true, 100.0).is_empty());
    }

    #[test]
    fn the_fonts_have_every_character_of_every_message_file() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language/messages");
        for language in Language::ALL {
            let text = std::fs::read_to_string(folder.join(format!("{language}.ftl"))).unwrap();
            for c in text.chars().chain("\u{2212}\u{a0}€₾".chars()).filter(|c| *c != '\n') {
                for face in FACES.iter() {
                    assert_ne!(face.glyph_id(c).0, 0, "{c:?} of {language} has no glyph");
                }
            }
        }
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(printable("a\u{1}b\nc"), "a b c");
    }
}
