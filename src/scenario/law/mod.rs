//! From law files to laws: [`load`] reads one, [`laws`] all that are shipped with those of the user laid over.

pub mod find;
mod offence;
mod regime;
mod table;
#[cfg(test)]
mod tests;

use super::grammar;
use super::load::add_new;
use super::read::evidence;
use super::read::keys::{self, Table};
use super::read::source;
use crate::codes::Code;
use crate::law::{Index, Law, country, shipped};
use crate::model::{Source, Text};
use crate::text::{self, Files, Node, Problem, Problems};
use indexmap::IndexMap;
use std::path::{Path, PathBuf};

/// What every reader of one law needs.
struct Context<'a> {
    sources: &'a IndexMap<String, Source>,
    indexes: &'a IndexMap<String, Index>,
    tree: &'a Node,
}

impl<'a> Context<'a> {
    /// A table with the keys that `[default.KIND]` gives it.
    fn table(&self, kind: &str, path: String, node: &'a Node) -> Table<'a> {
        Table { path, node, default: self.tree.at(&["default", kind]) }
    }
}

/// All shipped laws by country code, with those of the files in `paths` added, or put in their place.
///
/// `None` if a file has an error; all problems of all files are reported.
pub fn laws(paths: &[PathBuf], files: &mut Files, problems: &mut Problems) -> Option<IndexMap<String, Law>> {
    let mut laws = IndexMap::new();
    for (name, text) in shipped::FILES {
        let file = files.add(format!("scenarios/laws/{name}.toml"), *text);
        if let Some(law) = text::parse(file, files, problems).and_then(|tree| read(&tree, problems)) {
            laws.insert(law.country.clone(), law);
        }
    }
    for path in paths {
        if let Some(law) = load(path, files, problems) {
            laws.insert(law.country.clone(), law);
        }
    }
    laws.sort_by(|_, one, _, other| one.title.in_language("en").cmp(other.title.in_language("en")));
    (!problems.any_errors()).then_some(laws)
}

/// Reads a law file; `-` is standard input. `None` if it has an error; all of them are reported.
pub fn load(path: &Path, files: &mut Files, problems: &mut Problems) -> Option<Law> {
    let name = path.display().to_string();
    let tree = text::load(path, &name, files, problems)?;
    read(&tree, problems)
}

/// Reads the tree of a law file. `None` if it has an error; all of them are reported.
pub fn read(tree: &Node, problems: &mut Problems) -> Option<Law> {
    let mut found = Problems::default();
    grammar::check_law_keys(tree, &mut found);
    let mut further = Problems::default();
    let law = whole(tree, &mut further);
    add_new(further, &mut found, Some);
    let law = law.filter(|_| !found.any_errors());
    problems.extend(found);
    law
}

fn whole(tree: &Node, problems: &mut Problems) -> Option<Law> {
    let sources = source::sources(tree, problems);
    let indexes = indexes(tree, &sources, problems);
    let head = Table::new("law", tree.get("law")?);
    let country = known_country(&head, problems);
    let context = Context { sources: &sources, indexes: &indexes, tree };
    let code = country.map(|country| country.alpha3.to_owned()).unwrap_or_default();
    let regimes = regime::regimes(&code, &context, problems);
    let title = head.languages("title", problems);
    let title = if title.is_empty() { Text::english(country?.name) } else { title };
    let about = head.languages("about", problems);
    Some(Law { country: code, title, about, sources, indexes, regimes })
}

fn known_country(head: &Table, problems: &mut Problems) -> Option<country::Country> {
    let node = head.get("country")?;
    let code = head.text("country", problems)?;
    let found = country::all().find(|country| country.alpha3 == code);
    if found.is_none() {
        let problem = Problem::new(
            Code::UnknownCountry,
            node.place,
            format!("law.country: no country has the code `{code}`"),
            "not in ISO 3166",
        );
        let help = match country::find(code) {
            Some(meant) => format!("write  country = \"{}\"", meant.alpha3),
            None => super::nearest::nearest(code, country::all().map(|country| country.alpha3))
                .and_then(country::find)
                .map_or("three letters of ISO 3166, such as \"LTU\"".to_owned(), |near| {
                    format!("did you mean `{}` ({})?", near.alpha3, near.name)
                }),
        };
        problems.report(problem.help(help));
    }
    found
}

fn indexes(tree: &Node, sources: &IndexMap<String, Source>, problems: &mut Problems) -> IndexMap<String, Index> {
    let mut indexes = IndexMap::new();
    for (name, node) in tree.get("index").and_then(Node::as_table).into_iter().flatten() {
        let table = Table::new(format!("index.{name}"), node);
        let mut values = IndexMap::new();
        for (year, value) in table.entries("values", problems) {
            let number = keys::number(&table.path, "values", value, problems);
            if let (Ok(year), Some(number)) = (year.parse::<i32>(), number) {
                values.insert(year, number);
            }
        }
        values.sort_keys();
        let title = table.languages("title", problems);
        let title = if title.is_empty() { Text::english(name.replace('_', " ")) } else { title };
        let currency = table.text("currency", problems).unwrap_or_default().to_owned();
        if let Some(evidence) = evidence::of_row(&table, sources, problems) {
            indexes.insert(name.clone(), Index { title, currency, values, evidence });
        }
    }
    indexes
}
