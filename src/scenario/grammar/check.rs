//! Holds a file against the grammar: unknown and missing keys, wrong kinds, words and numbers that are not allowed.

use super::names::{did_you_mean, fits, nearest};
use super::remedy::{has_type, remedy};
use super::{FORMAT, Key, Kind, Names, SCENARIO_FILE, Standard, Table, in_words, law, library, settings};
use crate::codes::Code;
use crate::text::{Node, Place, Problem, Problems};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};

/// Reports every key of an expanded tree that does not fit the grammar.
///
/// A file with the key `library` is held against the grammar of libraries. Keys that `[default.…]` gives count as
/// there, in a library's `[host]` those of `[host.default.…]`. Tables inside policies and variants may be incomplete; whether they are complete in the end, and whether
/// names exist, is not looked at. Parameters that are not tables are passed over: `expand` has reported them.
pub fn check_keys(tree: &Node, problems: &mut Problems) {
    let Some(root) = tree.as_table() else { return };
    let is_library = root.contains_key("library");
    let file = if is_library { &library::LIBRARY_FILE } else { &SCENARIO_FILE };
    check_file(tree, root, file, problems);
}

/// Reports every key of a law file that does not fit the grammar of laws.
pub fn check_law_keys(tree: &Node, problems: &mut Problems) {
    let Some(root) = tree.as_table() else { return };
    check_file(tree, root, &law::LAW_FILE, problems);
}

fn check_file(tree: &Node, root: &IndexMap<String, Node>, file: &'static Table, problems: &mut Problems) {
    let mut defaults = BTreeMap::new();
    let given = if root.contains_key("library") { tree.at(&["host", "default"]) } else { tree.get("default") };
    for (table, given) in given.and_then(Node::as_table).into_iter().flatten() {
        let keys = given.as_table().into_iter().flat_map(IndexMap::keys).cloned();
        defaults.insert(table.clone(), keys.collect::<BTreeSet<String>>());
    }
    let mut checker = Checker { defaults, problems };
    if checker.format(root, tree.place) {
        checker.table(tree, root, file, At { path: "", is_partial: false, outer: None });
    }
}

struct Checker<'p> {
    /// The keys that `[default.x]` gives to tables of the kind x.
    defaults: BTreeMap<String, BTreeSet<String>>,
    problems: &'p mut Problems,
}

#[derive(Clone, Copy)]
struct At<'a> {
    path: &'a str,
    is_partial: bool,
    /// The table of the grammar around the value.
    outer: Option<&'static Table>,
}

impl At<'_> {
    /// The last key of the path.
    fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }
}

impl Checker<'_> {
    /// Whether the file is of a format that can be read.
    fn format(&mut self, root: &IndexMap<String, Node>, place: Place) -> bool {
        let Some(format) = root.get("format") else {
            let problem = Problem::new(Code::MissingKey, place, "the file does not say its format", "needs `format`");
            self.problems.report(problem.help(format!("write `format = {FORMAT}` in the first line")));
            return true;
        };
        match format.as_integer() {
            Some(version) if version != FORMAT => {
                let message = format!("the file is of format {version}; this program reads format {FORMAT}");
                let problem = Problem::new(Code::WrongFormat, format.place, message, "another format");
                self.problems.report(if version > FORMAT {
                    problem.help("use a newer crimcost")
                } else {
                    problem.help(format!("write `format = {FORMAT}`"))
                });
                false
            }
            _ => true,
        }
    }

    fn table(&mut self, node: &Node, entries: &IndexMap<String, Node>, table: &'static Table, at: At<'_>) {
        for (name, value) in entries {
            let path = join(at.path, name);
            match table.keys.iter().find(|key| key.name == name) {
                None => self.unknown_key(name, value, entries, table, at),
                Some(key) => self.value(value, &key.kind, Some(key), At { path: &path, outer: Some(table), ..at }),
            }
        }
        if at.is_partial {
            return;
        }
        let given = self.defaults.get(table.name);
        let is_given = |name: &str| entries.contains_key(name) || given.is_some_and(|keys| keys.contains(name));
        let missing: Vec<&Key> =
            table.keys.iter().filter(|key| key.needed && key.name != "format" && !is_given(key.name)).collect();
        for key in missing {
            let place = if at.path.is_empty() { node.place } else { node.key };
            let owner = if at.path.is_empty() { "the file" } else { at.path };
            let message = format!("{owner}: `{}` is missing", key.name);
            let problem = Problem::new(Code::MissingKey, place, message, format!("needs `{}`", key.name));
            self.problems.report(problem.help(format!("add `{}`: {}", key.example, decapitalised(key.about))));
        }
    }

    fn unknown_key(
        &mut self,
        name: &str,
        value: &Node,
        entries: &IndexMap<String, Node>,
        table: &'static Table,
        at: At<'_>,
    ) {
        let owner = if at.path.is_empty() { "the file" } else { at.path };
        let problem =
            Problem::new(Code::UnknownKey, value.key, format!("{owner}: there is no key `{name}`"), "unknown key");
        let free = table.keys.iter().map(|key| key.name).filter(|key| !entries.contains_key(*key));
        let near = nearest(name, free);
        let belongs_to_scenario = || settings::SCENARIO.keys.iter().any(|key| key.name == name);
        let problem = if at.path.is_empty() && name == "host" {
            problem.help("`host` belongs to a file with [library]; a scenario has these tables at the top")
        } else if at.path.is_empty()
            && table.name == library::LIBRARY_FILE.name
            && SCENARIO_FILE.keys.iter().any(|key| key.name == name)
        {
            problem.help(format!("in a library the tables of its own country begin with `host`: [host.{name}]"))
        } else if !near.is_empty() {
            problem.help(did_you_mean(&near))
        } else if at.outer.is_some_and(|outer| outer.keys.iter().any(|key| key.name == name)) {
            problem.help(format!("`{name}` stands beside `{}`, not inside it", without_index(at.key())))
        } else if at.path.is_empty() && belongs_to_scenario() {
            problem.help(format!("`{name}` belongs below [scenario]"))
        } else {
            let known = table.keys.iter().map(|key| key.name);
            problem.help(format!("keys here: {}", known.collect::<Vec<_>>().join(", ")))
        };
        self.problems.report(problem);
    }

    fn value(&mut self, node: &Node, kind: &'static Kind, key: Option<&'static Key>, at: At<'_>) {
        if !has_type(node, kind) {
            let is_parameter = matches!(kind, Kind::Partial(Kind::Either([_, Kind::Table(table)]))
                | Kind::Either([_, Kind::Table(table)]) if table.name == "parameter");
            if !is_parameter {
                self.wrong_type(node, kind, key, at);
            }
            return;
        }
        match kind {
            Kind::Text => {
                if let Some(languages) = node.as_table() {
                    self.map(languages, Names::Language, &Kind::Words("a text"), at);
                }
            }
            Kind::Words(_) | Kind::Flag | Kind::Date => {}
            Kind::OneOf(words) => self.word(node, words, at),
            Kind::Standard(standard) => self.standard(node, *standard, at),
            Kind::Integer(low, high) => {
                let (low, high) = (*low as f64, *high as f64);
                self.limits(node, low, high, at);
            }
            Kind::Number(low, high) => self.limits(node, *low, *high, at),
            Kind::List(item) => {
                for (index, entry) in node.as_list().unwrap_or(&[]).iter().enumerate() {
                    let path = format!("{}[{}]", at.path, index + 1);
                    self.value(entry, item, key, At { path: &path, ..at });
                }
            }
            Kind::Pair => self.pair(node, key, at),
            Kind::Table(table) => {
                if let Some(entries) = node.as_table() {
                    self.table(node, entries, table, at);
                }
            }
            Kind::Map(names, inner) => {
                if let Some(entries) = node.as_table() {
                    self.map(entries, *names, inner, at);
                }
            }
            Kind::Partial(inner) => self.value(node, inner, key, At { is_partial: true, ..at }),
            Kind::Either(kinds) => self.either(node, kinds, key, at),
        }
    }

    fn either(&mut self, node: &Node, kinds: &'static [Kind], key: Option<&'static Key>, at: At<'_>) {
        let fitting: Vec<&'static Kind> = kinds.iter().filter(|kind| has_type(node, kind)).collect();
        let mut first = None;
        for kind in fitting {
            let mut trial = Problems::default();
            let mut checker = Checker { defaults: self.defaults.clone(), problems: &mut trial };
            checker.value(node, kind, key, at);
            if trial.is_empty() {
                return;
            }
            first.get_or_insert(trial);
        }
        if let Some(problems) = first {
            self.problems.extend(problems);
        }
    }

    fn map(&mut self, entries: &IndexMap<String, Node>, names: Names, inner: &'static Kind, at: At<'_>) {
        for (name, value) in entries {
            if let Err(rule) = fits(name, names) {
                let owner = if at.path.is_empty() { String::new() } else { format!("{}: ", at.path) };
                let message = format!("{owner}`{name}` {}", rule.message);
                let problem = Problem::new(Code::BadName, value.key, message, "not a name for this");
                self.problems.report(problem.help(rule.help));
            }
            let path = join(at.path, name);
            self.value(value, inner, None, At { path: &path, ..at });
        }
    }

    fn pair(&mut self, node: &Node, key: Option<&'static Key>, at: At<'_>) {
        let items = node.as_list().unwrap_or(&[]);
        for (index, item) in items.iter().enumerate() {
            let path = format!("{}[{}]", at.path, index + 1);
            self.value(item, &super::ANY_NUMBER, key, At { path: &path, ..at });
        }
        if items.len() != 2 {
            let message = format!("{}: two numbers are needed, not {}", at.path, items.len());
            let problem = Problem::new(Code::WrongType, node.place, message, "low and high go here");
            self.problems.report(problem.help(format!("for example `{}`", key.map_or("[4, 9]", |key| key.example))));
        }
    }

    fn word(&mut self, node: &Node, words: &'static [&'static str], at: At<'_>) {
        let word = node.as_text().unwrap_or("");
        if words.contains(&word) {
            return;
        }
        let code = if at.key() == "grade" { Code::BadGrade } else { Code::UnknownWord };
        let message = format!("{}: `{word}` is not one of the words allowed here", at.path);
        let mut problem = Problem::new(code, node.place, message, "unknown word");
        let near = nearest(word, words.iter().copied());
        if !near.is_empty() {
            problem = problem.help(did_you_mean(&near));
        }
        self.problems.report(problem.help(format!("words: {}", words.join(", "))));
    }

    fn standard(&mut self, node: &Node, standard: Standard, at: At<'_>) {
        let text = node.as_text().unwrap_or("");
        let names = match standard {
            Standard::Country => Names::Country,
            Standard::Currency => Names::Currency,
        };
        if let Err(rule) = fits(text, names) {
            let message = format!("{}: `{text}` {}", at.path, rule.message);
            self.problems.report(Problem::new(Code::UnknownWord, node.place, message, "unknown code").help(rule.help));
        }
    }

    fn limits(&mut self, node: &Node, low: f64, high: f64, at: At<'_>) {
        let Some(number) = node.as_number().filter(|number| !(low..=high).contains(number)) else { return };
        let limits = match (low.is_finite(), high.is_finite()) {
            (true, true) if high < 1e18 => format!("between {low} and {high}"),
            (true, _) => format!("{low} or more"),
            _ => format!("{high} or less"),
        };
        let message = format!("{}: {number} is not {limits}", at.path);
        let mut problem = Problem::new(Code::OutOfRange, node.place, message, limits);
        if low == 0.0 && high == 1.0 && (1.0..=100.0).contains(&number) {
            problem = problem.help(format!("for {number} percent write {}", number / 100.0));
        }
        self.problems.report(problem);
    }

    fn wrong_type(&mut self, node: &Node, kind: &'static Kind, key: Option<&'static Key>, at: At<'_>) {
        let wanted = in_words(kind);
        let message = format!("{} must be {wanted}, not {}", at.path, node.value.kind());
        let problem = Problem::new(Code::WrongType, node.place, message, node.value.kind());
        self.problems.report(problem.help(remedy(node, kind, key, at.key())));
    }
}

fn decapitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect::<String>().trim_end_matches('.').to_owned()
}

/// `observed` of `observed[2]`.
fn without_index(key: &str) -> &str {
    key.split('[').next().unwrap_or(key)
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
