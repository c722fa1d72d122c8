//! Reads words and numbers along one field of a line.

use super::{FORMS, Fault, Number, Piece, fault, trimmed_piece};

/// Reads along one field.
pub(super) struct Cursor<'t> {
    pub field: Piece<'t>,
    pub at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.field.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    pub(super) fn take(&mut self, word: &str) -> Option<Piece<'t>> {
        let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let after = self.rest().strip_prefix(word)?;
        if is_word && after.starts_with(|next: char| next.is_alphanumeric() || next == '_') {
            return None;
        }
        let piece = self.piece(self.at, self.at + word.len());
        self.at += word.len();
        self.skip_blanks();
        Some(piece)
    }

    pub(super) fn piece(&self, start: usize, end: usize) -> Piece<'t> {
        Piece { text: &self.field.text[start..end], offset: self.field.offset + start }
    }

    pub(super) fn remaining(&self) -> Piece<'t> {
        trimmed_piece(self.piece(self.at, self.field.text.len()))
    }

    /// A number, with blanks or `_` between groups of three digits.
    pub(super) fn number(&mut self) -> Result<Number<'t>, Fault> {
        let bytes = self.field.text.as_bytes();
        let start = self.at;
        let digits_from = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut at = start;
        if matches!(bytes.get(at), Some(b'-' | b'+')) {
            at += 1;
        } else if self.rest().starts_with('−') {
            at += '−'.len_utf8();
        }
        let is_negative = at > start && bytes[start] != b'+';
        let mut digits = String::new();
        let whole = digits_from(at);
        digits.push_str(&self.field.text[at..at + whole]);
        at += whole;
        loop {
            let mark = self.field.text[at..].chars().next().filter(|mark| whole > 0 && is_thousands_mark(*mark));
            let Some(mark) = mark else { break };
            let group = at + mark.len_utf8();
            let is_group = digits_from(group) == 3 && whole <= 3;
            let is_underscore = mark == '_' && digits_from(group) > 0;
            if !is_group && !is_underscore {
                break;
            }
            let count = digits_from(group);
            digits.push_str(&self.field.text[group..group + count]);
            at = group + count;
        }
        if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            let count = digits_from(at + 1);
            digits.push_str(&self.field.text[at..at + 1 + count]);
            at += 1 + count;
        }
        if digits.is_empty() {
            let piece = self.word_at(start);
            return Err(fault(piece, "there is no number where one is needed", "a number goes here").with(FORMS));
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'+')));
            let count = digits_from((at + 1 + sign).min(bytes.len()));
            if count > 0 {
                digits.push_str(&self.field.text[at..at + 1 + sign + count]);
                at += 1 + sign + count;
            }
        }
        if bytes.get(at) == Some(&b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            return Err(self.decimal_comma(start, at));
        }
        let piece = self.piece(start, at);
        let digits = as_toml(&digits, is_negative);
        if !digits.parse::<f64>().is_ok_and(f64::is_finite) {
            return Err(fault(piece, "the number is too large", "beyond what a number can hold"));
        }
        self.at = at;
        self.skip_blanks();
        Ok(Number { piece, digits })
    }

    fn decimal_comma(&self, start: usize, comma: usize) -> Fault {
        let bytes = self.field.text.as_bytes();
        let after = bytes[comma + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = comma + 1 + after;
        let (whole, part) = (&self.field.text[start..comma], &self.field.text[comma + 1..end]);
        let problem = fault(self.piece(start, end), "numbers have a decimal point, not a comma", "a comma");
        let point = format!("write `{whole}.{part}`");
        if after == 3 {
            problem.with(format!("{point}, or `{whole} {part}` for thousands"))
        } else {
            problem.with(point)
        }
    }

    fn word_at(&self, start: usize) -> Piece<'t> {
        let rest = &self.field.text[start..];
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.piece(start, start + len)
    }
}

fn is_thousands_mark(mark: char) -> bool {
    matches!(mark, ' ' | '_' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn as_toml(digits: &str, is_negative: bool) -> String {
    let whole = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let significant = digits[..whole].trim_start_matches('0');
    let head = if significant.is_empty() { "0" } else { significant };
    format!("{}{head}{}", if is_negative { "-" } else { "" }, &digits[whole..])
}
