//! The front door: from files and arguments to a scenario whose cases and variants can be read as models.

use super::nearest::did_you_mean;
use super::overlay::{Action, Change, EVIDENCE_KEYS, KINDS, Overlay, belongs_to_form};
use super::read::{self, Reading};
use super::{beside, expand, grammar, library, set, table};
use crate::codes::Code;
use crate::model::{Comparison, Model};
use crate::text::{self, Files, Level, Node, Place, Problem, Problems, Value};
use indexmap::IndexMap;
use std::path::PathBuf;

/// What to load.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub file: PathBuf,
    /// Policy libraries to lay over the scenario.
    pub policy_files: Vec<PathBuf>,
    /// `caught=positive`: which stage of the scenario a library's role means.
    pub attach: Vec<String>,
    /// `name=value`, applied last.
    pub sets: Vec<String>,
    /// A sheet with one case a row.
    pub table: Option<PathBuf>,
    /// Combinations of policies, such as `a+b`.
    pub policies: Vec<String>,
    /// The variants to check while loading.
    pub variants: Variants,
}

/// Which variants are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Variants {
    #[default]
    None,
    These(Vec<String>),
    All,
}

/// A scenario with everything that was laid over it.
#[derive(Debug)]
pub struct Scenario {
    /// The whole text with table forms only, libraries laid in.
    pub tree: Node,
    cases: Vec<Case>,
    sets: Vec<Overlay>,
    combinations: Vec<(String, Place)>,
}

/// One case: the scenario as it stands, or with one row of a table.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Empty for a scenario without a table.
    pub name: String,
    pub overlay: Overlay,
    pub comparisons: Vec<Comparison>,
    pub incomplete: Vec<String>,
}

/// Loads a scenario and checks every case, and the variants asked for; all problems are reported, warnings included.
///
/// `None` if anything stops a run.
pub fn load(request: &Request, files: &mut Files, problems: &mut Problems) -> Option<Scenario> {
    let scenario = open(request, files, problems)?;
    for case in &scenario.cases {
        let found = scenario.read(case, None, &[]).problems;
        let line = |problem: &Problem| Some((problem.place?.file, files.line_and_column(problem.place?).0));
        let errors = problems.sorted().into_iter().chain(found.sorted());
        let wrong: Vec<_> = errors.filter(|problem| problem.level() == Level::Error).filter_map(line).collect();
        add_new(found, problems, |problem| {
            // With values from the command line, what they replace is not read any more; what stands in one line with a
            // mistake may be used once that is mended.
            let may_change = !request.sets.is_empty() || line(&problem).is_some_and(|line| wrong.contains(&line));
            (problem.code != Code::ChangesNothing || !may_change).then_some(problem)
        });
    }
    let variants: Vec<&str> = match &request.variants {
        Variants::None => vec![],
        Variants::These(names) => names.iter().map(String::as_str).collect(),
        Variants::All => scenario.variants(),
    };
    if let Some(case) = scenario.cases.first() {
        for variant in variants {
            let found = scenario.read(case, Some(variant), &[]).problems;
            add_new(found, problems, |problem| {
                let counts = problem.code != Code::ChangesNothing;
                counts.then(|| problem.note(format!("in the variant `{variant}`")))
            });
        }
    }
    (!problems.any_errors()).then_some(scenario)
}

/// Takes over problems, except those whose fault is known: another problem of the same code stands at the same place,
/// or the key itself is wrong.
pub(super) fn add_new(found: Problems, problems: &mut Problems, keep: impl Fn(Problem) -> Option<Problem>) {
    const KEY_IS_WRONG: [Code; 5] =
        [Code::UnknownKey, Code::WrongType, Code::UnknownWord, Code::BadName, Code::OutOfRange];
    let known: Vec<(Code, Option<Place>)> =
        problems.sorted().into_iter().map(|problem| (problem.code, problem.place)).collect();
    for problem in found.sorted() {
        let is_known = known
            .iter()
            .any(|(code, place)| *place == problem.place && (*code == problem.code || KEY_IS_WRONG.contains(code)));
        if let Some(problem) = (!is_known || problem.place.is_none()).then(|| keep(problem.clone())).flatten() {
            problems.report(problem);
        }
    }
}

fn open(request: &Request, files: &mut Files, problems: &mut Problems) -> Option<Scenario> {
    let name = request.file.display().to_string();
    let mut tree = text::load(&request.file, &name, files, problems)?;
    expand::expand(&mut tree, files, problems);
    grammar::check_keys(&tree, problems);
    let mut libraries = vec![];
    if tree.get("library").is_some() {
        let Some(host) = library::take_host(&mut tree) else {
            problems.report(
                Problem::nowhere(Code::UsageError, format!("`{name}` is a policy library and does not run by itself"))
                    .help(format!("lay it over a scenario:  SCENARIO.toml --policy-file {name}"))
                    .help("or give it a country of its own, in tables that begin with `host`: [host.scenario] …"),
            );
            return None;
        };
        libraries.push(std::mem::replace(&mut tree, host));
    }
    for path in &request.policy_files {
        let name = path.display().to_string();
        let mut library = text::load(path, &name, files, problems)?;
        expand::expand(&mut library, files, problems);
        grammar::check_keys(&library, problems);
        libraries.push(library);
    }
    library::lay_all(&mut tree, &libraries, &request.attach, files, problems);
    let folder = request.file.parent().unwrap_or(std::path::Path::new(""));
    beside::lay(&mut tree, folder, files, problems);
    refuse_unknown_policies(&request.policies, &tree, files, problems);
    let combinations = request
        .policies
        .iter()
        .filter(|name| name.contains('+'))
        .map(|name| {
            let file = files.add("--policy", name.as_str());
            (name.clone(), Place { file, start: 0, end: name.len() })
        })
        .collect();
    let sets: Vec<Overlay> = request.sets.iter().filter_map(|set| set::read(set, &tree, files, problems)).collect();
    refuse_sets_of_one_name(&sets, problems);
    let cases = match &request.table {
        Some(path) => table::cases(path, &tree, files, problems)?,
        None => vec![Case::default()],
    };
    Some(Scenario { tree, cases, sets, combinations })
}

/// No value is silently beaten by another: a parameter is set once.
fn refuse_sets_of_one_name(sets: &[Overlay], problems: &mut Problems) {
    let mut seen: IndexMap<&[String], Place> = IndexMap::new();
    for change in sets.iter().flat_map(|set| &set.changes) {
        let Action::Set(node) = &change.action else { continue };
        if let Some(first) = seen.insert(&change.path, node.place) {
            let name = change.path.last().map_or("", String::as_str);
            problems.report(
                Problem::new(Code::BadSet, node.place, format!("`{name}` is set twice"), "the second value")
                    .also(first, "the first")
                    .help("keep one of them"),
            );
        }
    }
}

/// Policies asked for by name must exist; the parts of combinations are looked up when they are put together.
fn refuse_unknown_policies(names: &[String], tree: &Node, files: &mut Files, problems: &mut Problems) {
    let policies = tree.get("policy").and_then(Node::as_table);
    let baseline = tree.at(&["scenario", "baseline"]).and_then(Node::as_text);
    for name in names.iter().filter(|name| !name.contains('+')) {
        let known = policies.into_iter().flat_map(|table| table.keys()).map(String::as_str).chain(baseline);
        if known.clone().any(|other| other == name) {
            continue;
        }
        let file = files.add("--policy", name.as_str());
        let place = Place { file, start: 0, end: name.len() };
        problems.report(
            Problem::new(Code::UnknownPolicy, place, format!("no policy called `{name}`"), "does not exist")
                .help(did_you_mean(name, known)),
        );
    }
}

impl Scenario {
    /// A scenario from a tree in table form, without libraries, tables or arguments.
    pub fn from_tree(tree: Node) -> Scenario {
        Scenario { tree, cases: vec![Case::default()], sets: vec![], combinations: vec![] }
    }

    /// Asks for combinations of policies, such as `a+b`, each with the place of the request: models hold them from now on.
    pub fn combine(&mut self, combinations: impl IntoIterator<Item = (String, Place)>) {
        self.combinations.extend(combinations);
    }

    /// One for each row of the table, in its order; one without a table.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The names of all variants, in the order of the file.
    pub fn variants(&self) -> Vec<&str> {
        let variants = self.tree.get("variant").and_then(Node::as_table);
        variants.into_iter().flat_map(|variants| variants.keys()).map(String::as_str).collect()
    }

    /// The values set on the command line, as overlays.
    pub fn sets(&self) -> &[Overlay] {
        &self.sets
    }

    /// The model of one case and variant.
    pub fn model(&self, case: &Case, variant: Option<&str>) -> Result<Model, Problems> {
        self.model_with(case, variant, &[])
    }

    /// The model of one case and variant with further overlays, which are applied last.
    pub fn model_with(&self, case: &Case, variant: Option<&str>, more: &[Overlay]) -> Result<Model, Problems> {
        let reading = self.read(case, variant, more);
        reading.model.ok_or(reading.problems)
    }

    /// The model of one case and variant with all problems found on the way, warnings included.
    pub fn read(&self, case: &Case, variant: Option<&str>, more: &[Overlay]) -> Reading {
        match self.overlays(case, variant, more) {
            Ok(overlays) => self.read_tree(&self.tree, case, &overlays),
            Err(problem) => {
                let mut problems = Problems::default();
                problems.report(*problem);
                Reading { model: None, problems }
            }
        }
    }

    /// The model of a tree with what is laid over it.
    pub(super) fn read_tree(&self, tree: &Node, case: &Case, overlays: &[Overlay]) -> Reading {
        let mut reading = read::model(tree, overlays, &self.combinations);
        if let Some(model) = &mut reading.model {
            model.comparisons = case.comparisons.clone();
            model.incomplete = case.incomplete.clone();
        }
        reading
    }

    /// What the variant, the case, the command line and `more` change, in the order in which they apply.
    pub(super) fn overlays(
        &self,
        case: &Case,
        variant: Option<&str>,
        more: &[Overlay],
    ) -> Result<Vec<Overlay>, Box<Problem>> {
        let mut overlays: Vec<Overlay> = variant.map(|name| self.variant(name)).transpose()?.into_iter().collect();
        if !case.overlay.changes.is_empty() {
            overlays.push(case.overlay.clone());
        }
        overlays.extend(self.sets.iter().cloned());
        overlays.extend_from_slice(more);
        Ok(overlays)
    }

    /// The changes of a variant. A number without a source is an assumption: the variant's own.
    fn variant(&self, name: &str) -> Result<Overlay, Box<Problem>> {
        let Some(table) = self.tree.at(&["variant", name]) else {
            let known = self.variants();
            return Err(Box::new(
                Problem::nowhere(Code::UnknownPolicy, format!("no variant called `{name}`"))
                    .help(did_you_mean(name, known.into_iter())),
            ));
        };
        let mut keys = vec!["scenario", "source", "policy", "prices", "exchange"];
        keys.extend(KINDS);
        let mut overlay = Overlay::from_table(format!("variant {name}"), table, &keys);
        let about = table.get("about").or_else(|| table.get("title"));
        for change in &mut overlay.changes {
            if let Some(about) = about {
                assume(change, name, about);
            }
        }
        Ok(overlay)
    }
}

/// Gives a parameter of a variant the variant's description as its assumption, unless it says where it is from.
fn assume(change: &mut Change, variant: &str, about: &Node) {
    let is_parameter = change.path.iter().rev().nth(1).is_some_and(|kind| kind == "parameter");
    let Action::Set(node) = &mut change.action else { return };
    let Some(table) = node.as_table_mut().filter(|_| is_parameter) else { return };
    let has_form = table.keys().any(|key| belongs_to_form(key) && key != "formula");
    if !has_form || table.keys().any(|key| EVIDENCE_KEYS.contains(&key.as_str())) {
        return;
    }
    let why = match &about.value {
        Value::Text(text) => text.clone(),
        Value::Table(languages) => {
            let english = languages.get("en").or_else(|| languages.values().next());
            english.and_then(Node::as_text).unwrap_or(variant).to_owned()
        }
        _ => return,
    };
    let why = Value::Text(format!("variant {variant}: {why}"));
    table.insert("assumption".to_owned(), Node::new(why, about.place));
}
