//! Words of a line of the mapping, with their places.

use crate::text::{Files, Place};

/// A name, a keyword or a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Without quotes.
    pub text: String,
    pub place: Place,
    /// Whether it is a name, whatever it says.
    pub quoted: bool,
}

impl Word {
    /// Whether it is this keyword or sign.
    pub fn is(&self, keyword: &str) -> bool {
        !self.quoted && self.text == keyword
    }
}

/// The words of a stretch of text: divided by blanks, `=` and `+`; quotes hold a name together. The place of a quote
/// that is never closed is the error.
pub fn words(place: Place, files: &Files) -> Result<Vec<Word>, Place> {
    let text = files.slice(place);
    let mut found = vec![];
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        if letter.is_whitespace() {
            at += letter.len_utf8();
        } else if letter == '"' {
            // In a quoted cell of a spreadsheet a quote is written twice.
            let marks = if rest.starts_with("\"\"") { 2 } else { 1 };
            let Some(len) = rest[marks..].find('"') else { return Err(place.within(at, marks)) };
            let name = &rest[marks..marks + len];
            let end = (marks + len + marks).min(rest.len());
            found.push(Word { text: name.trim().to_owned(), place: place.within(at, end), quoted: true });
            at += end;
        } else {
            let is_sign = |letter: char| matches!(letter, '=' | '+');
            let len = match is_sign(letter) {
                true => letter.len_utf8(),
                false => rest.find(|c: char| c.is_whitespace() || is_sign(c)).unwrap_or(rest.len()),
            };
            found.push(Word { text: rest[..len].to_owned(), place: place.within(at, len), quoted: false });
            at += len;
        }
    }
    Ok(found)
}

/// Names divided by commas.
pub fn list(place: Place, files: &Files) -> Vec<Word> {
    let mut found = vec![];
    let mut at = 0;
    for part in files.slice(place).split(',') {
        let name = part.trim();
        let offset = at + part.len() - part.trim_start().len();
        if !name.is_empty() {
            let place = place.within(offset, name.len());
            found.push(Word { text: name.trim_matches('"').to_owned(), place, quoted: true });
        }
        at += part.len() + 1;
    }
    found
}
