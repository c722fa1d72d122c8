//! Problems of syntax, in words that say what to write instead.

use super::outline::Outline;
use super::{FileId, Place, Problem, Problems};
use crate::codes::Code;
use std::ops::Range;

/// The most syntax problems that are reported of one text.
const MOST_PROBLEMS: usize = 50;

/// Reports what the parser found, the first problem of each line, in words of ours.
pub(super) fn report(errors: &[toml::de::Error], file: FileId, text: &str, outline: &Outline, problems: &mut Problems) {
    let mut last_line = None;
    for error in errors.iter().take(MOST_PROBLEMS) {
        let span = within(text, error.span().unwrap_or(text.len()..text.len()));
        let line = text[..span.start].matches('\n').count();
        if last_line == Some(line) {
            continue;
        }
        last_line = Some(line);
        problems.report(syntax(error.message(), span, file, text, outline));
    }
}

fn syntax(message: &str, span: Range<usize>, file: FileId, text: &str, outline: &Outline) -> Problem {
    let place = Place { file, start: span.start, end: span.end };
    let (what, expected) = match message.split_once(", expected ") {
        Some((what, expected)) => (what, Some(expected)),
        None => (message, None),
    };
    if what == "duplicate key" {
        let key = &text[span.clone()];
        let problem = Problem::new(Code::Syntax, place, format!("`{key}` is written twice"), "the second one");
        return match outline.first_of(&span) {
            Some(first) => problem
                .also(Place { file, start: first.start, end: first.end }, "the first one")
                .help("keep one of the two"),
            None => problem.help("keep one of the two, or join the two tables"),
        };
    }
    let label = match expected {
        None | Some("nothing") => "here".to_owned(),
        Some(expected) => format!("expected {expected}"),
    };
    let mut problem = Problem::new(Code::Syntax, place, format!("this is not valid TOML: {what}"), label);
    if let Some(help) = remedy(line_around(text, span.start), what) {
        problem = problem.help(help);
    }
    problem
}

/// What most likely went wrong in a line that is not TOML.
fn remedy(line: &str, what: &str) -> Option<String> {
    if line.contains(['“', '”', '„', '‘', '’', '«']) {
        return Some("use straight quotes: \"…\"".to_owned());
    }
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.split('#').next().unwrap_or("").trim());
    if value.is_empty() {
        return Some(format!("write a value after `{key} =`"));
    }
    let comma = value.split_once(',').filter(|(whole, part)| {
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_digits(whole.trim_start_matches('-')) && is_digits(part)
    });
    if let Some((whole, part)) = comma {
        return Some(format!("write the decimal point: `{key} = {whole}.{part}`"));
    }
    let begins_a_text = value.starts_with(|first: char| first.is_alphanumeric() || first == '<' || first == '=');
    if begins_a_text && !value.contains(['"', '\'']) {
        return Some(format!("put texts in quotes: `{key} = \"{value}\"`"));
    }
    let quotes = value.matches('"').count();
    (what.contains("string") && quotes % 2 == 1).then(|| "close the text with a second quote".to_owned())
}

fn line_around(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    text[start..end].trim_end()
}

/// The span, cut to the text and to whole characters.
fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = span.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}
