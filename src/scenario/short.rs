//! The one-line parameter: `"VALUE UNIT | GRADE: SOURCE at | WHAT IT IS"`.
//!
//! ```text
//! 8.43 hour/person | study: nida p. 2                      known
//! 4 to 9 GEL/hour | assumption: no published wage          90 % interval
//! 10..45 day | official: code                              hard limits
//! 14138 of 37503 | press: cbw                              observed
//! 5 to 40 % in 12 months | assumption: not published       a risk with its window
//! unknown, 3 to 25 hour/person | assumption: nobody asked  a gap
//! = people_fined / people_tested | Share that is fined     formula
//! ```

mod line;
mod number;

pub(super) use self::line::take_apart;
use crate::codes::Code;
use crate::text::{Files, Node, Place, Problem, Value, inside};
use indexmap::IndexMap;

/// A stretch of the line, without blanks at its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece<'t> {
    pub text: &'t str,
    /// Where it begins in the line, in bytes.
    pub offset: usize,
}

/// A number as written, and its digits without marks for thousands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number<'t> {
    pub piece: Piece<'t>,
    /// As TOML writes it.
    pub digits: String,
}

/// The value of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form<'t> {
    Value(Number<'t>),
    Range(Number<'t>, Number<'t>),
    Limits(Number<'t>, Number<'t>),
    Observed(Number<'t>, Number<'t>),
    Formula(Piece<'t>),
}

/// A line, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<'t> {
    pub form: Form<'t>,
    /// The value without the unit.
    pub value: Piece<'t>,
    pub unknown: Option<Piece<'t>>,
    pub unit: Option<Piece<'t>>,
    pub window: Option<Piece<'t>>,
    pub grade: Option<Piece<'t>>,
    pub source: Option<Piece<'t>>,
    pub at: Option<Piece<'t>>,
    pub assumption: Option<Piece<'t>>,
    pub about: Option<Piece<'t>>,
}

/// What is wrong in a line, and where.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    pub offset: usize,
    pub len: usize,
    pub message: String,
    pub label: String,
    pub help: Vec<String>,
}

/// The table that a one-line parameter stands for. Its keys and values have the places of their pieces in the line;
/// the table itself has the place of the line. `path` names the parameter in messages.
///
/// Whether the unit, the grade and the source exist is not looked at here.
pub fn expand_parameter(node: &Node, path: &str, files: &Files) -> Result<Node, Box<Problem>> {
    let keys = keys(node, path, files, take_apart)?;
    Ok(Node { value: Value::Table(keys), place: node.place, key: node.key })
}

/// The keys that a one-line claim stands for: those of a parameter, with a unit only if one is written.
pub fn expand_claim(node: &Node, path: &str, files: &Files) -> Result<IndexMap<String, Node>, Box<Problem>> {
    keys(node, path, files, line::take_claim_apart)
}

fn keys(
    node: &Node,
    path: &str,
    files: &Files,
    take_apart: fn(&str) -> Result<Line<'_>, Fault>,
) -> Result<IndexMap<String, Node>, Box<Problem>> {
    let Some(text) = node.as_text() else {
        let message = format!("{path}: a one-line parameter is a text, not {}", node.value.kind());
        return Err(Box::new(Problem::new(Code::WrongType, node.place, message, "not a text")));
    };
    let places = Places { inside: inside(node, files), len: text.len() };
    take_apart(text).map(|line| table(&line, &places)).map_err(|fault| {
        let place = places.of(fault.offset, fault.len);
        let mut problem = Problem::new(Code::BadShortForm, place, format!("{path}: {}", fault.message), fault.label);
        problem.help = fault.help;
        Box::new(problem)
    })
}

struct Places {
    inside: Place,
    len: usize,
}

impl Places {
    fn of(&self, offset: usize, len: usize) -> Place {
        let is_literal = self.inside.end - self.inside.start == self.len;
        if is_literal { self.inside.within(offset, len) } else { self.inside }
    }

    fn piece(&self, piece: Piece<'_>) -> Place {
        self.of(piece.offset, piece.text.len())
    }

    fn node(&self, value: Value, piece: Piece<'_>) -> Node {
        Node::new(value, self.piece(piece))
    }

    fn text(&self, piece: Piece<'_>) -> Node {
        self.node(Value::Text(piece.text.to_owned()), piece)
    }

    fn number(&self, number: &Number<'_>) -> Node {
        let value = match number.digits.parse::<i64>() {
            Ok(whole) => Value::Integer(whole),
            Err(_) => Value::Number(number.digits.parse().unwrap_or(f64::NAN)),
        };
        self.node(value, number.piece)
    }
}

fn table(line: &Line<'_>, places: &Places) -> IndexMap<String, Node> {
    let mut table = IndexMap::new();
    let mut put = |key: &str, node: Node| {
        table.insert(key.to_owned(), node);
    };
    let pair = |low, high| places.node(Value::List(vec![places.number(low), places.number(high)]), line.value);
    if let Some(unknown) = line.unknown {
        put("unknown", places.node(Value::Flag(true), unknown));
    }
    match &line.form {
        Form::Value(number) => put("value", places.number(number)),
        Form::Range(low, high) => put("range", pair(low, high)),
        Form::Limits(low, high) => put("limits", pair(low, high)),
        Form::Observed(events, trials) => {
            let counts = [("events".to_owned(), places.number(events)), ("trials".to_owned(), places.number(trials))];
            put("observed", places.node(Value::Table(counts.into_iter().collect()), line.value));
        }
        Form::Formula(formula) => put("formula", places.text(*formula)),
    }
    let texts = [
        ("unit", line.unit),
        ("in", line.window),
        ("grade", line.grade),
        ("source", line.source),
        ("at", line.at),
        ("assumption", line.assumption),
        ("about", line.about),
    ];
    for (key, piece) in texts {
        if let Some(piece) = piece {
            put(key, places.text(piece));
        }
    }
    table
}

const FORMS: &str =
    "a value is `8.43`, `4 to 9` (90 % interval), `10..45` (hard limits), `14138 of 37503`, or `= a / b`";

impl Fault {
    fn with(mut self, help: impl Into<String>) -> Fault {
        self.help.push(help.into());
        self
    }
}

fn fault(piece: Piece<'_>, message: impl Into<String>, label: impl Into<String>) -> Fault {
    let (message, label) = (message.into(), label.into());
    Fault { offset: piece.offset, len: piece.text.len(), message, label, help: vec![] }
}

fn trimmed(text: &str, start: usize, end: usize) -> Piece<'_> {
    let part = &text[start..end];
    let offset = start + (part.len() - part.trim_start().len());
    Piece { text: part.trim(), offset }
}

fn trimmed_piece(piece: Piece<'_>) -> Piece<'_> {
    let inner = trimmed(piece.text, 0, piece.text.len());
    Piece { text: inner.text, offset: piece.offset + inner.offset }
}
