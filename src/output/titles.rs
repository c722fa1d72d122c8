//! What inputs are called: on charts, and in sentences.

use super::charts::capitalised;
use crate::language::Language;
use crate::model::{Model, Parameter};

/// Longer descriptions are remarks rather than names.
const LONGEST: usize = 44;

/// What an input is called on charts: its description if that is short enough to be a name, else its name in words.
///
/// `name` is a parameter, or a share of one: `split.share`.
pub fn input(model: &Model, name: &str, language: Language) -> String {
    let (whole, share) = parts(name);
    let about = parameter(model, whole).map(|parameter| parameter.about.in_language(language.code()));
    capitalised(&(about.and_then(as_name).map_or_else(|| in_words(whole), str::to_owned) + &share))
}

/// The same in the middle of a sentence, of a parameter whose description is known: it stands in quotation marks.
pub fn described(name: &str, about: &str) -> String {
    let (whole, share) = parts(name);
    match as_name(about) {
        Some(about) => format!("“{about}”{share}"),
        None => in_words(whole) + &share,
    }
}

/// The parameter with this name, of the first policy that has it.
pub fn parameter<'a>(model: &'a Model, name: &str) -> Option<&'a Parameter> {
    model.policies.iter().find_map(|policy| policy.parameters.get(name))
}

/// A description that is short enough to be a name.
fn as_name(about: &str) -> Option<&str> {
    let about = about.trim().trim_end_matches('.');
    let is_name = !about.is_empty() && about.chars().count() <= LONGEST && !about.contains([';', ':']);
    is_name.then_some(about)
}

/// The name of a parameter, and which of its shares is meant in words: the shares of a split have one description.
fn parts(name: &str) -> (&str, String) {
    match name.split_once('.') {
        Some((whole, share)) => (whole, format!(", {}", in_words(share))),
        None => (name, String::new()),
    }
}

fn in_words(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::testing::{model, town};

    #[test]
    fn a_short_description_is_a_title_and_a_long_one_is_not() {
        let with = |about: &str| {
            let of = "\"40 % | assumption: not tried yet\"";
            let own = format!("{{ value = 0.4, unit = \"1\", assumption = \"not tried yet\", about = \"{about}\" }}");
            model(&town(&[(of, &own)]))
        };
        let short = with("share offered help.");
        assert_eq!(input(&short, "offered", Language::En), "Share offered help");
        assert_eq!(described("offered", "share offered help."), "“share offered help”");
        for long in [&"long ".repeat(10)[..], "Offered: by whom", ""] {
            assert_eq!(input(&with(long), "offered", Language::En), "Offered");
            assert_eq!(described("back_again", long), "back again");
        }
    }

    #[test]
    fn a_share_of_a_split_is_named_after_its_description() {
        assert_eq!(described("kind.very_heavy", "Kinds of cases."), "“Kinds of cases”, very heavy");
        assert_eq!(described("kind.heavy", ""), "kind, heavy");
    }
}
