//! Values of the wrong kind, and what to write instead.

use super::{Key, Kind, in_words};
use crate::text::{Node, Value};

/// Whether the value is of a type that the kind can hold.
pub(super) fn has_type(node: &Node, kind: &Kind) -> bool {
    match kind {
        Kind::Text => matches!(node.value, Value::Text(_) | Value::Table(_)),
        Kind::Words(_) | Kind::OneOf(_) | Kind::Standard(_) => matches!(node.value, Value::Text(_)),
        Kind::Integer(..) => matches!(node.value, Value::Integer(_)),
        Kind::Number(..) => matches!(node.value, Value::Integer(_) | Value::Number(_)),
        Kind::Flag => matches!(node.value, Value::Flag(_)),
        Kind::Date => matches!(node.value, Value::Date(_)),
        Kind::List(_) | Kind::Pair => matches!(node.value, Value::List(_)),
        Kind::Table(_) | Kind::Map(..) => matches!(node.value, Value::Table(_)),
        Kind::Partial(inner) => has_type(node, inner),
        Kind::Either(kinds) => kinds.iter().any(|kind| has_type(node, kind)),
    }
}

fn accepts(kind: &Kind, wanted: impl Fn(&Kind) -> bool + Copy) -> bool {
    match kind {
        Kind::Either(kinds) => kinds.iter().any(|kind| accepts(kind, wanted)),
        Kind::Partial(inner) => accepts(inner, wanted),
        _ => wanted(kind),
    }
}

/// What to write instead of a value of the wrong kind.
pub(super) fn remedy(node: &Node, kind: &Kind, key: Option<&'static Key>, name: &str) -> String {
    let example =
        || key.map_or_else(|| format!("write {}", in_words(kind)), |key| format!("for example `{}`", key.example));
    let wants_number = accepts(kind, |kind| matches!(kind, Kind::Number(..) | Kind::Integer(..)));
    let wants_text =
        accepts(kind, |kind| matches!(kind, Kind::Text | Kind::Words(_) | Kind::OneOf(_) | Kind::Standard(_)));
    let is_parameter = accepts(kind, |kind| matches!(kind, Kind::Words("the name of a parameter")));
    match &node.value {
        Value::Text(text) if wants_number => {
            let text = text.trim();
            let point = text.replacen(',', ".", 1);
            if text.parse::<f64>().is_ok_and(f64::is_finite) {
                format!("remove the quotes: `{name} = {text}`")
            } else if let Some(percent) = text.strip_suffix('%').and_then(|share| share.trim().parse::<f64>().ok()) {
                format!("write the share as a number: `{name} = {}`", percent / 100.0)
            } else if point.parse::<f64>().is_ok_and(f64::is_finite) {
                format!("write a decimal point and no quotes: `{name} = {point}`")
            } else {
                example()
            }
        }
        Value::Text(text)
            if accepts(kind, |kind| matches!(kind, Kind::Flag)) && ["true", "false"].contains(&text.trim()) =>
        {
            format!("remove the quotes: `{name} = {}`", text.trim())
        }
        Value::Text(text) if accepts(kind, |kind| matches!(kind, Kind::List(_))) => {
            format!("put it in brackets: `{name} = [\"{text}\"]`")
        }
        Value::Integer(_) | Value::Number(_) if is_parameter => {
            "numbers live in parameters: give this one a line below [parameter] and write its name here".to_owned()
        }
        Value::Integer(number) if wants_text => {
            format!("put it in quotes, if it is what you mean: `{name} = \"{number}\"`")
        }
        Value::Number(number) if number.fract() == 0.0 && wants_number => {
            format!("write it without a decimal point: `{name} = {number}`")
        }
        _ => example(),
    }
}
