//! Takes a one-line parameter apart into its fields and pieces.

use super::number::Cursor;
use super::{FORMS, Fault, Form, Line, Number, Piece, fault, trimmed, trimmed_piece};

/// Takes a line apart.
pub(in crate::scenario) fn take_apart(text: &str) -> Result<Line<'_>, Fault> {
    take_line_apart(text, true)
}

/// Takes the line of a claim apart, which may leave its unit to the parameter.
pub(super) fn take_claim_apart(text: &str) -> Result<Line<'_>, Fault> {
    take_line_apart(text, false)
}

fn take_line_apart(text: &str, needs_unit: bool) -> Result<Line<'_>, Fault> {
    let fields = fields(text);
    let first = fields[0];
    if first.text.is_empty() {
        return Err(fault(first, "there is no value", "a value and its unit go here").with(FORMS));
    }
    let mut line = match first.text.strip_prefix('=') {
        Some(rest) => formula(first, rest)?,
        None => value(first, needs_unit)?,
    };
    let mut rest = &fields[1..];
    if matches!(line.form, Form::Formula(_))
        && let [about] = rest
    {
        if has_grade(about.text) {
            return Err(fault(*about, "a formula has the sources of its parts", "no grade or source here")
                .with("leave this field out"));
        }
        line.about = Some(*about);
        return Ok(line);
    }
    if let [evidence, more @ ..] = rest {
        if !evidence.text.is_empty() {
            grade_and_source(*evidence, &mut line)?;
        }
        rest = more;
    }
    line.about = rest.first().copied().filter(|about| !about.text.is_empty());
    Ok(line)
}

/// At most three fields, separated by a bar with a blank (or nothing) on each side.
fn fields(text: &str) -> Vec<Piece<'_>> {
    let bytes = text.as_bytes();
    let is_blank = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(u8::is_ascii_whitespace);
    let mut fields = vec![];
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'|' && is_blank(at.checked_sub(1)) && is_blank(Some(at + 1)) && fields.len() < 2 {
            fields.push(trimmed(text, start, at));
            start = at + 1;
        }
    }
    fields.push(trimmed(text, start, text.len()));
    fields
}

fn formula<'t>(field: Piece<'t>, rest: &'t str) -> Result<Line<'t>, Fault> {
    let offset = field.offset + field.text.len() - rest.trim_start().len();
    let formula = Piece { text: rest.trim(), offset };
    if formula.text.is_empty() {
        return Err(fault(field, "there is no formula after `=`", "a formula goes here").with("for example `= a / b`"));
    }
    Ok(Line { form: Form::Formula(formula), value: formula, ..empty(field) })
}

fn empty(piece: Piece<'_>) -> Line<'_> {
    Line {
        form: Form::Formula(piece),
        value: piece,
        unknown: None,
        unit: None,
        window: None,
        grade: None,
        source: None,
        at: None,
        assumption: None,
        about: None,
    }
}

fn value(field: Piece<'_>, needs_unit: bool) -> Result<Line<'_>, Fault> {
    let mut cursor = Cursor { field, at: 0 };
    let unknown = cursor.take("unknown");
    if let Some(piece) = unknown
        && cursor.take(",").is_none()
    {
        return Err(fault(piece, "a gap needs a wide range: what is the least and the most it could be?", "unknown")
            .with("for example `unknown, 3 to 25 hour/person`"));
    }
    let start = cursor.at;
    let first = cursor.number()?;
    let mut end = cursor.at;
    let first_percent = cursor.take("%");
    let mut form = Form::Value(first.clone());
    let two = if cursor.take("to").is_some() {
        Some(Form::Range as fn(_, _) -> _)
    } else if cursor.take("..").is_some() || cursor.take("…").is_some() {
        Some(Form::Limits as fn(_, _) -> _)
    } else if cursor.take("of").is_some() {
        Some(Form::Observed as fn(_, _) -> _)
    } else {
        None
    };
    match two {
        Some(make) => {
            let second = cursor.number()?;
            end = cursor.at;
            form = make(first, second);
        }
        None => match first_percent {
            Some(percent) => cursor.at = percent.offset - field.offset,
            None => refuse_dash(&cursor, &first)?,
        },
    }
    let value = trimmed_piece(cursor.piece(start, end));
    let (unit, window) = unit_and_window(&cursor, &form, needs_unit)?;
    if let (Some(percent), Some(unit), Some(_)) = (first_percent, unit, two)
        && unit.text != "%"
    {
        return Err(fault(percent, "both ends of a range have one unit", "a share here, something else there"));
    }
    Ok(Line { form, value, unknown, unit, window, ..empty(field) })
}

fn refuse_dash(cursor: &Cursor<'_>, first: &Number<'_>) -> Result<(), Fault> {
    let mut ahead = Cursor { field: cursor.field, at: cursor.at };
    let dash = ['-', '–', '—'].into_iter().find_map(|dash| ahead.take(dash.encode_utf8(&mut [0; 4])));
    let (Some(dash), Ok(second)) = (dash, ahead.number()) else { return Ok(()) };
    let (low, high) = (first.piece.text, second.piece.text);
    Err(fault(dash, format!("`{low}{}{high}` does not say what its ends are", dash.text), "a dash")
        .with(format!("for a 90 % interval write `{low} to {high}`"))
        .with(format!("for hard limits write `{low}..{high}`")))
}

type UnitAndWindow<'t> = (Option<Piece<'t>>, Option<Piece<'t>>);

fn unit_and_window<'t>(cursor: &Cursor<'t>, form: &Form<'_>, needs_unit: bool) -> Result<UnitAndWindow<'t>, Fault> {
    let rest = cursor.remaining();
    if let Some(bar) = rest.text.find('|') {
        let piece = Piece { text: "|", offset: rest.offset + bar };
        return Err(fault(piece, "a bar needs a blank on both sides", "write ` | `"));
    }
    let (unit, window) = match split_window(rest.text) {
        Some((unit_end, window_start)) => (
            trimmed_piece(Piece { text: &rest.text[..unit_end], offset: rest.offset }),
            Some(trimmed_piece(Piece { text: &rest.text[window_start..], offset: rest.offset + window_start })),
        ),
        None => (rest, None),
    };
    if let Some(window) = window.filter(|window| window.text.is_empty()) {
        return Err(fault(window, "there is no window after `in`", "a length of time goes here")
            .with("for example `in 12 months`"));
    }
    if matches!(form, Form::Observed(..)) {
        if !unit.text.is_empty() {
            return Err(
                fault(unit, "`events of trials` is a share and has no unit", "no unit here").with("leave it out")
            );
        }
        return Ok((None, window));
    }
    if unit.text.is_empty() && !needs_unit {
        return Ok((None, window));
    }
    if unit.text.is_empty() {
        let whole = trimmed_piece(cursor.field);
        return Err(fault(whole, "the number has no unit", "a unit goes behind it")
            .with(format!("for example `{} EUR/person`", whole.text))
            .with(format!("for a pure number write `{} 1`, for a share `45 %`", whole.text)));
    }
    Ok((Some(unit), window))
}

fn split_window(text: &str) -> Option<(usize, usize)> {
    if text == "in" || text.starts_with("in ") {
        return Some((0, 2));
    }
    if let Some(before) = text.strip_suffix(" in") {
        return Some((before.len(), text.len()));
    }
    text.find(" in ").map(|at| (at, at + 4))
}

fn has_grade(text: &str) -> bool {
    let grades = ["official", "study", "press", "expert", "assumption"];
    text.split_once(':').is_some_and(|(grade, _)| grades.contains(&grade.trim()))
}

fn grade_and_source<'t>(field: Piece<'t>, line: &mut Line<'t>) -> Result<(), Fault> {
    let Some(colon) = field.text.find(':') else {
        let problem = fault(field, "the second field says how good the number is and where it is from", "no grade");
        let word = field.text.split_whitespace().next().unwrap_or("");
        return Err(problem
            .with(format!("write the grade before the source, such as `study: {word}`"))
            .with("grades: official, study, press, expert, assumption"));
    };
    let grade = trimmed_piece(Piece { text: &field.text[..colon], offset: field.offset });
    let rest = trimmed_piece(Piece { text: &field.text[colon + 1..], offset: field.offset + colon + 1 });
    if grade.text.is_empty() {
        return Err(fault(field, "there is no grade before the colon", "a grade goes here")
            .with("grades: official, study, press, expert, assumption"));
    }
    line.grade = Some(grade);
    if grade.text == "assumption" {
        if rest.text.is_empty() {
            return Err(fault(field, "an assumption says why", "no reason")
                .with("for example `assumption: no published figure found`"));
        }
        line.assumption = Some(rest);
        return Ok(());
    }
    if rest.text.is_empty() {
        return Err(fault(field, "there is no source after the grade", "a source goes here")
            .with(format!("write the name of a [source] table, such as `{}: ministry p. 12`", grade.text)));
    }
    let len = rest.text.find(char::is_whitespace).unwrap_or(rest.text.len());
    let id = rest.text[..len].trim_end_matches([',', ';']);
    line.source = Some(Piece { text: id, offset: rest.offset });
    let at = trimmed_piece(Piece { text: &rest.text[len..], offset: rest.offset + len });
    line.at = Some(at).filter(|at| !at.text.is_empty());
    Ok(())
}
