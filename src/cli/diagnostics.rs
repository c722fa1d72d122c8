//! Printing problems: blocks with carets, short lines, or JSON; always on stderr unless they are the result.

use super::arguments::DiagnosticFormat;
use super::terminal::Terminal;
use crate::text::{Files, Level, Place, Problem, Problems};
use indexmap::IndexMap;
use serde_json::json;

/// The most errors that are shown as blocks.
const MOST_SHOWN: usize = 20;

/// Prints all problems on stderr, merged and counted.
pub fn print_all(problems: &Problems, files: &Files, terminal: &Terminal) {
    let text = all(problems, files, terminal.diagnostic_format, terminal.colour_on_stderr, terminal.quiet);
    if !text.is_empty() {
        terminal.say(text.trim_end_matches('\n'));
    }
}

/// Prints one problem on stderr.
pub fn print_one(problem: &Problem, files: &Files, terminal: &Terminal) {
    terminal.say(one(problem, 1, files, terminal.diagnostic_format, terminal.colour_on_stderr).trim_end());
}

/// All problems as text: errors first, equal warnings once with their number, a line with the counts at the end.
///
/// `errors_only` leaves warnings out.
pub fn all(problems: &Problems, files: &Files, format: DiagnosticFormat, colour: bool, errors_only: bool) -> String {
    let sorted = problems.sorted();
    let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) =
        sorted.into_iter().partition(|problem| problem.level() == Level::Error);
    let warnings = if errors_only { vec![] } else { warnings };
    let mut text = String::new();
    let shown = if format == DiagnosticFormat::Human { MOST_SHOWN } else { usize::MAX };
    for problem in errors.iter().take(shown) {
        text.push_str(&one(problem, 1, files, format, colour));
    }
    if format == DiagnosticFormat::Human && errors.len() > shown {
        text.push_str(&format!(
            "… {} more errors; --diagnostic-format short shows all of them\n\n",
            errors.len() - shown
        ));
    }
    match format {
        DiagnosticFormat::Human => {
            for (problem, count) in merged(&warnings) {
                text.push_str(&one(problem, count, files, format, colour));
            }
            if !errors.is_empty() || !warnings.is_empty() {
                text.push_str(&counts(errors.len(), warnings.len()));
            }
        }
        DiagnosticFormat::Short | DiagnosticFormat::Json => {
            for problem in &warnings {
                text.push_str(&one(problem, 1, files, format, colour));
            }
        }
    }
    text
}

/// `2 errors, 1 warning`, with a line break.
pub fn counts(errors: usize, warnings: usize) -> String {
    let of = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts: Vec<String> = [of(errors, "error"), of(warnings, "warning")].into_iter().flatten().collect();
    format!("{}\n", if parts.is_empty() { "no problems".into() } else { parts.join(", ") })
}

/// Warnings of the same code with the same ways out count as one.
fn merged<'a>(warnings: &[&'a Problem]) -> Vec<(&'a Problem, usize)> {
    let mut merged: IndexMap<(String, &[String], &str), (&'a Problem, usize)> = IndexMap::new();
    for problem in warnings {
        let key = (problem.code.to_string(), problem.help.as_slice(), problem.label.as_str());
        merged.entry(key).or_insert((problem, 0)).1 += 1;
    }
    merged.into_values().collect()
}

fn one(problem: &Problem, count: usize, files: &Files, format: DiagnosticFormat, colour: bool) -> String {
    match format {
        DiagnosticFormat::Human if count > 1 => {
            let mut first = problem.clone();
            first.message = format!("{} (×{count}, this is the first)", first.message);
            format!("{}\n\n", first.block(files, colour))
        }
        DiagnosticFormat::Human => format!("{}\n\n", problem.block(files, colour)),
        DiagnosticFormat::Short => format!("{}\n", problem.short(files)),
        DiagnosticFormat::Json => {
            let place = |place: Place| {
                let (line, column) = files.line_and_column(place);
                json!({"file": files.name(place.file), "line": line, "column": column,
                       "start": place.start, "end": place.end})
            };
            let also: Vec<_> =
                problem.also.iter().map(|(at, label)| json!({"place": place(*at), "label": label})).collect();
            let object = json!({
                "code": problem.code, "level": problem.level(), "message": problem.message,
                "label": problem.label, "place": problem.place.map(place), "help": problem.help,
                "notes": problem.notes, "also": also,
            });
            format!("{object}\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Code;

    fn unused(files: &mut Files, name: &str) -> Problem {
        let file = files.add(name, "text");
        let place = Place { file, start: 0, end: 4 };
        Problem::new(Code::ChangesNothing, place, format!("{name} changes nothing"), "unused").help("remove it")
    }

    #[test]
    fn equal_warnings_are_printed_once_with_their_number() {
        let mut files = Files::default();
        let mut problems = Problems::default();
        for name in ["a", "b", "c"] {
            problems.report(unused(&mut files, name));
        }
        let text = all(&problems, &files, DiagnosticFormat::Human, false, false);
        assert_eq!(text.matches("W0510").count(), 1);
        assert!(text.contains("×3"), "{text}");
        assert!(text.ends_with("3 warnings\n"), "{text}");
        let short = all(&problems, &files, DiagnosticFormat::Short, false, false);
        assert_eq!(
            short,
            "a:1:1: W0510: a changes nothing\nb:1:1: W0510: b changes nothing\nc:1:1: W0510: c changes nothing\n"
        );
        assert_eq!(all(&problems, &files, DiagnosticFormat::Human, false, true), "");
    }
}
