//! What `[law]` and `[amounts]` name outside the scenario: shipped laws, law files and tables of past cases.
//!
//! They are read once, when a scenario is opened, and laid into its tree under the key [`READ`], which no author can
//! write; reading a model from the tree then needs no files.

use super::nearest::did_you_mean;
use super::seizures::{self, Columns};
use super::sheet;
use crate::codes::Code;
use crate::law::share::Seizure;
use crate::law::shipped;
use crate::text::{self, Files, Node, Place, Problem, Problems, Value, cause};
use crate::unit::{Dimensions, Units};
use std::path::{Path, PathBuf};

/// The key under which a law or a list of cases lies in the tree.
pub const READ: &str = "read";

/// Reads everything that the scenario names, from `folder` where a name is relative.
pub fn lay(tree: &mut Node, folder: &Path, files: &mut Files, problems: &mut Problems) {
    for kind in ["law", "amounts"] {
        let names: Vec<String> =
            tree.get(kind).and_then(Node::as_table).into_iter().flat_map(|all| all.keys().cloned()).collect();
        for name in names {
            let Some(node) = tree.at(&[kind, &name]).filter(|node| node.as_table().is_some()) else { continue };
            let path = format!("{kind}.{name}");
            let found = match kind {
                "law" => law(node, &path, folder, files, problems),
                _ => amounts(node, &path, folder, files, problems),
            };
            let own = tree.as_table_mut().and_then(|tree| tree.get_mut(kind)).and_then(Node::as_table_mut);
            if let (Some(found), Some(table)) =
                (found, own.and_then(|own| own.get_mut(&name)).and_then(Node::as_table_mut))
            {
                table.insert(READ.to_owned(), found);
            }
        }
    }
}

fn law(node: &Node, path: &str, folder: &Path, files: &mut Files, problems: &mut Problems) -> Option<Node> {
    if let Some(name) = node.get("file").and_then(Node::as_text) {
        let at = file(name, path, node.get("file")?.place, folder, problems)?;
        return text::load(&at, &at.display().to_string(), files, problems);
    }
    let country = node.get("country")?;
    let code = country.as_text()?;
    let mut known = vec![];
    for (name, text) in shipped::FILES {
        let file = files.add(format!("scenarios/laws/{name}.toml"), *text);
        let tree = text::parse(file, files, problems)?;
        let own = tree.at(&["law", "country"]).and_then(Node::as_text).unwrap_or_default().to_owned();
        if own == code {
            return Some(tree);
        }
        known.push(own);
    }
    let message = format!("{path}.country: there is no law of `{code}` here");
    problems.report(
        Problem::new(Code::UnknownCountry, country.place, message, "not among the laws that are shipped")
            .help(did_you_mean(code, known.iter().map(String::as_str)))
            .help("write a law file and name it:  file = \"law.toml\""),
    );
    None
}

fn amounts(node: &Node, path: &str, folder: &Path, files: &mut Files, problems: &mut Problems) -> Option<Node> {
    let place = node.get("file")?.place;
    let name = node.get("file")?.as_text()?;
    let Some(unit) = node.get("unit") else {
        let message = format!("{path}: the weights of `{name}` have no unit");
        problems
            .report(Problem::new(Code::MissingKey, node.key, message, "weights in what?").help("add  unit = \"g\""));
        return None;
    };
    let text = unit.as_text()?;
    let grams = match Units::new(365.25, vec![]).parse(text) {
        Ok(unit) if unit.dimensions == Dimensions::of("gram", 1) => unit.factor,
        _ => {
            let message = format!("{path}.unit: `{text}` is not a unit of mass");
            let problem = Problem::new(Code::WrongUnit, unit.place, message, "weights are in g, mg or kg");
            problems.report(problem.help("write  unit = \"g\""));
            return None;
        }
    };
    let column = |key: &str| node.at(&["columns", key]).and_then(Node::as_text).map(str::to_owned);
    let notes = node.get("notes").and_then(Node::as_list).into_iter().flatten();
    let columns = Columns {
        amount: column("amount"),
        from: column("from"),
        to: column("to"),
        count: column("count"),
        purity: column("purity"),
        notes: notes.filter_map(Node::as_text).map(str::to_owned).collect(),
    };
    let at = file(name, path, place, folder, problems)?;
    let bytes = match sheet::bytes(&at) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("{path}.file: cannot read `{}`: {}", at.display(), cause(&error));
            problems.report(Problem::new(Code::Unreadable, place, message, "this file"));
            return None;
        }
    };
    let cases = seizures::read(&bytes, &at.display().to_string(), &columns, grams, files, problems)?;
    Some(list(&cases, place))
}

/// Where a file lies that the scenario names. `None` if no file lies there, which is reported where it is named: a
/// directory, or a pipe or device that may never end, is not one.
fn file(name: &str, path: &str, place: Place, folder: &Path, problems: &mut Problems) -> Option<PathBuf> {
    let at = folder.join(name);
    let (code, why) = match std::fs::metadata(&at) {
        Ok(about) if about.is_file() => return Some(at),
        Ok(about) if about.is_dir() => (Code::Directory, "it is a directory".to_owned()),
        Ok(_) => (Code::Unreadable, "it is not a file".to_owned()),
        Err(error) => (Code::Unreadable, cause(&error)),
    };
    let message = format!("{path}.file: cannot read `{}`: {why}", at.display());
    problems.report(
        Problem::new(code, place, message, "this file").help("a name is looked up from the directory of the scenario"),
    );
    None
}

/// Cases as a list of grams, weight and, if it is known, purity.
fn list(cases: &[Seizure], place: Place) -> Node {
    let number = |value: f64| Node::new(Value::Number(value), place);
    let of = |case: &Seizure| {
        let numbers = [Some(case.grams), Some(case.weight), case.purity];
        Node::new(Value::List(numbers.into_iter().flatten().map(number).collect()), place)
    };
    Node::new(Value::List(cases.iter().map(of).collect()), place)
}

/// The cases that [`lay`] laid into the tree.
pub fn cases(node: &Node) -> Option<Vec<Seizure>> {
    let list = node.get(READ)?.as_list()?;
    list.iter()
        .map(|case| {
            let numbers: Vec<f64> = case.as_list()?.iter().filter_map(Node::as_number).collect();
            match numbers[..] {
                [grams, weight] => Some(Seizure { grams, weight, purity: None }),
                [grams, weight, purity] => Some(Seizure { grams, weight, purity: Some(purity) }),
                _ => None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(text: &str) -> Vec<(Code, String)> {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let file = files.add("x.toml", text);
        let mut tree = text::parse(file, &files, &mut problems).unwrap();
        lay(&mut tree, Path::new("src"), &mut files, &mut problems);
        let found = problems.sorted();
        found
            .iter()
            .map(|problem| (problem.code, problem.place.map_or("nowhere", |place| files.slice(place)).to_owned()))
            .collect()
    }

    #[test]
    fn what_is_no_file_is_refused_where_it_is_named() {
        for (named, code) in [("nothing.toml", Code::Unreadable), ("cli", Code::Directory), ("-", Code::Unreadable)] {
            let expected = [(code, format!("\"{named}\""))];
            assert_eq!(problems_of(&format!("[law]\na = {{ file = \"{named}\", at = 2020-01-01 }}\n")), expected);
            assert_eq!(problems_of(&format!("[amounts]\na = {{ file = \"{named}\", unit = \"g\" }}\n")), expected);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_that_never_ends_is_not_a_file() {
        let expected = [(Code::Unreadable, "\"/dev/zero\"".to_owned())];
        assert_eq!(problems_of("[amounts]\na = { file = \"/dev/zero\", unit = \"g\" }\n"), expected);
        assert_eq!(problems_of("[law]\na = { file = \"/dev/zero\" }\n"), expected);
    }
}
