//! `[law]`: the laws that a scenario compares.

use super::keys::{Table, at};
use crate::codes::Code;
use crate::law::regime::{Closed, CountingBasis, Measure, PureForm, Regime};
use crate::law::share::Ruler;
use crate::law::share::ruler::needs_purity;
use crate::law::{self, Law};
use crate::scenario::beside::READ;
use crate::scenario::law::find;
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problem, Problems};
use indexmap::{IndexMap, IndexSet};

/// A law of the scenario's, on its day and with its changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub law: Law,
    pub regime: Regime,
}

/// The laws of a scenario by name, and the tables of `[amounts]`.
#[derive(Debug, Default)]
pub struct Laws<'a> {
    pub laws: IndexMap<String, Named>,
    pub amounts: IndexMap<String, &'a Node>,
    /// Declared but unreadable: their use is not reported again.
    broken: IndexSet<String>,
}

impl<'a> Laws<'a> {
    /// Reads `[law]` and finds `[amounts]`.
    pub fn read(tree: &'a Node, problems: &mut Problems) -> Laws<'a> {
        let mut laws = Laws::default();
        let nodes: IndexMap<&str, &Node> = entries(tree, "law").collect();
        for name in nodes.keys() {
            laws.resolve(name, &nodes, &mut vec![], problems);
        }
        laws.amounts = entries(tree, "amounts").map(|(name, node)| (name.to_owned(), node)).collect();
        laws
    }

    fn resolve(&mut self, name: &str, nodes: &IndexMap<&str, &Node>, path: &mut Vec<String>, problems: &mut Problems) {
        if self.laws.contains_key(name) || self.broken.contains(name) {
            return;
        }
        let Some(node) = nodes.get(name).filter(|node| node.as_table().is_some()) else { return };
        let own = Table::new(format!("law.{name}"), node);
        let found = match kind(&own, problems) {
            Some("like") => self.changed(&own, nodes, path, problems),
            Some(_) => dated(&own, problems),
            None => None,
        };
        match found {
            Some(found) => {
                self.laws.insert(name.to_owned(), found);
            }
            None => {
                self.broken.insert(name.to_owned());
            }
        }
    }

    fn changed(
        &mut self,
        own: &Table,
        nodes: &IndexMap<&str, &Node>,
        path: &mut Vec<String>,
        problems: &mut Problems,
    ) -> Option<Named> {
        let like = own.get("like")?;
        let other = own.text("like", problems)?;
        if path.iter().any(|seen| seen == other) {
            let problem = at(Code::BadLaw, like.place, &own.path, "laws that are like each other", "closes the circle");
            problems.report(problem.help("one of them names a country or a file"));
            return None;
        }
        path.push(other.to_owned());
        self.resolve(other, nodes, path, problems);
        path.pop();
        let mut named = self.find(like, other, &own.path, nodes.keys().copied(), problems)?.clone();
        let before = problems.any_errors();
        for (number, node) in own.get("change").and_then(Node::as_list).into_iter().flatten().enumerate() {
            let change = Table::new(format!("{}.change[{}]", own.path, number + 1), node);
            apply(&mut named, &change, problems)?;
        }
        (before || !problems.any_errors()).then_some(named)
    }

    fn find<'l>(
        &'l self,
        node: &Node,
        name: &str,
        path: &str,
        known: impl Iterator<Item = &'l str>,
        problems: &mut Problems,
    ) -> Option<&'l Named> {
        let found = self.laws.get(name);
        if found.is_none() && !self.broken.contains(name) {
            problems.report(
                at(Code::UnknownLaw, node.place, path, format!("no law called `{name}`"), "does not exist")
                    .help(did_you_mean(name, known)),
            );
        }
        found
    }

    /// A law by its name, or a report.
    pub fn law(&self, node: &Node, path: &str, problems: &mut Problems) -> Option<&Named> {
        let name = node.as_text()?;
        self.find(node, name, path, self.laws.keys().map(String::as_str), problems)
    }
}

fn entries<'a>(tree: &'a Node, kind: &str) -> impl Iterator<Item = (&'a str, &'a Node)> {
    tree.get(kind).and_then(Node::as_table).into_iter().flatten().map(|(name, node)| (name.as_str(), node))
}

/// The one key that says where a law comes from.
fn kind(own: &Table, problems: &mut Problems) -> Option<&'static str> {
    let given: Vec<&'static str> = ["country", "file", "like"].into_iter().filter(|key| own.has_own(key)).collect();
    match given[..] {
        [kind] => {
            let misfit = match kind {
                "like" => "at",
                _ => "change",
            };
            if let Some(node) = own.get(misfit) {
                let message = format!("`{misfit}` does not go with `{kind}`");
                let problem = at(Code::KeysConflict, node.key, &own.path, message, "not here");
                problems.report(
                    problem.help("a law that changes another is one of its own:  like = \"…\", change = [ … ]"),
                );
            }
            Some(kind)
        }
        _ => {
            let message = if given.is_empty() { "a law of what country?" } else { "several laws in one" };
            problems.report(
                at(Code::KeysConflict, own.node.key, &own.path, message, "one of `country`, `file`, `like`")
                    .help("write  { country = \"KGZ\", at = 2019-10-01 }  or  { like = \"today\", change = [ … ] }"),
            );
            None
        }
    }
}

/// The law of a country or file on its day.
fn dated(own: &Table, problems: &mut Problems) -> Option<Named> {
    let law = crate::scenario::law::read(own.node.get(READ)?, problems)?;
    let day = match own.get("at") {
        None => None,
        Some(node) => match &node.value {
            crate::text::Value::Date(text) => match text.parse::<law::Date>() {
                Ok(day) => Some(day),
                Err(why) => {
                    let problem = at(Code::BadDate, node.place, &own.path, format!("`{text}` is {why}"), "not a day");
                    problems.report(problem);
                    return None;
                }
            },
            _ => return None,
        },
    };
    match find::regime(&law, day) {
        Ok(regime) => {
            let regime = regime.clone();
            Some(Named { law, regime })
        }
        Err(problem) => {
            let place = own.get("at").unwrap_or(own.node).place;
            problems.report(Problem { place: Some(place), label: "on this day".to_owned(), ..problem });
            None
        }
    }
}

const BASES: [(&str, CountingBasis); 5] = [
    ("mixture", CountingBasis::Mixture),
    ("pure", CountingBasis::Pure),
    ("both_exceeded", CountingBasis::BothExceeded),
    ("either_exceeded", CountingBasis::EitherExceeded),
    ("dry_residue", CountingBasis::DryResidue),
];

fn apply(named: &mut Named, change: &Table, problems: &mut Problems) -> Option<()> {
    let node = change.get("substance")?;
    let word = change.text("substance", problems)?;
    let substance = substance(named, node, word, problems)?.to_owned();
    let table = named.regime.tables.get_mut(&substance)?;
    if let Some(node) = change.get("basis") {
        let basis = match change.text("basis", problems)? {
            "reference_potency" => {
                change.required("reference", "0.02", problems);
                CountingBasis::ReferencePotency(change.number("reference", problems)?)
            }
            _ => change.word("basis", &BASES, problems)?,
        };
        table.count(basis);
        if matches!(table.measure, Measure::Doses | Measure::Pieces) && needs_purity(table.basis) {
            let problem = at(Code::BadLaw, node.place, &change.path, "the table counts no grams", "needs grams");
            problems.report(problem.help("doses and pieces have no purity"));
            return None;
        }
    }
    if change.has_own("form") {
        table.form = change.word("form", &[("base", PureForm::Base), ("salt", PureForm::Salt)], problems);
    }
    if change.has_own("closed") {
        table.closed = change.word("closed", &[("upper", Closed::Upper), ("lower", Closed::Lower)], problems)?;
    }
    let limit = change.get("to").or_else(|| change.get("pure_to"));
    if let Some(node) = limit.filter(|_| !change.has_own("band") && !change.has_own("number")) {
        let problem = at(Code::KeysConflict, node.key, &change.path, "which band's limit?", "needs `band` or `number`");
        problems.report(problem.help("add  band = \"small\", or  number = 1  for the first"));
        return None;
    }
    if change.has_own("band") || change.has_own("number") {
        let band = band_number(table, change, "band", problems)?;
        if band + 1 >= table.bands.len() {
            let problem =
                at(Code::BadLaw, change.node.key, &change.path, "the last band has no upper limit", "the last");
            problems.report(problem.help("move the limit of the band before it"));
            return None;
        }
        if let Some(to) = change.number("to", problems) {
            table.bands[band].to = Some(to);
            table.bands[band + 1].from = to;
        }
        if let Some(to) = change.number("pure_to", problems) {
            table.bands[band].pure_to = Some(to);
            table.bands[band + 1].pure_from = Some(to);
        }
    }
    check(table, limit.unwrap_or(change.node), &change.path, problems)
}

/// Limits that rise, with pure ones where the basis needs them.
fn check(table: &law::Table, node: &Node, path: &str, problems: &mut Problems) -> Option<()> {
    let limits: Vec<f64> = table.bands.iter().filter_map(|band| band.to).collect();
    let pure: Vec<f64> = table.bands.iter().filter_map(|band| band.pure_to).collect();
    let rises = |limits: &[f64]| {
        limits.first().is_none_or(|first| *first > 0.0) && limits.windows(2).all(|two| two[0] < two[1])
    };
    if !rises(&limits) || !rises(&pure) {
        let all: Vec<String> = limits.iter().map(f64::to_string).collect();
        let message = format!("the bands would end at {}", all.join(", "));
        let problem = at(Code::BandsOverlap, node.place, path, message, "bands rise from 0 and do not overlap");
        problems.report(problem.help("move the limits of the neighbours as well, in the order from the top"));
        return None;
    }
    let two = matches!(table.basis, CountingBasis::BothExceeded | CountingBasis::EitherExceeded);
    if two && pure.len() != limits.len() {
        let problem = at(Code::BadLaw, node.place, path, "two limits count, and only one is there", "needs `pure_to`");
        problems.report(problem.help("give each band with an end its `pure_to`, in grams"));
        return None;
    }
    Some(())
}

/// The substance of a law that a word means, or a report.
pub fn substance<'n>(named: &'n Named, node: &Node, word: &str, problems: &mut Problems) -> Option<&'n str> {
    match find::substance(&named.law, &named.regime, word) {
        Ok(substance) => Some(substance),
        Err(problem) => {
            problems.report(Problem { place: Some(node.place), label: "not in the law".to_owned(), ..problem });
            None
        }
    }
}

/// The band that a key names, or that `number` counts, from 0; or a report.
pub fn band_number(table: &law::Table, own: &Table, key: &str, problems: &mut Problems) -> Option<usize> {
    let (node, found) = match own.get(key) {
        Some(node) => {
            let name = own.text(key, problems)?;
            (node, table.bands.iter().position(|band| band.name.as_deref() == Some(name)))
        }
        None => {
            let number = own.whole("number", problems)?;
            let number = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
            (own.get("number")?, number.filter(|number| *number < table.bands.len()))
        }
    };
    if found.is_none() {
        let names: Vec<&str> = table.bands.iter().filter_map(|band| band.name.as_deref()).collect();
        let message = format!("{} has {} bands, and this is none of them", table.substance, table.bands.len());
        let mut problem = at(Code::UnknownLaw, node.place, &own.path, message, "no such band");
        if let Some(word) = node.as_text() {
            problem = problem.help(did_you_mean(word, names.into_iter()));
        }
        problems.report(problem.help("a band without a name is counted:  number = 2"));
    }
    found
}

/// The limits of a table in grams; `counted` is what a reported purity is multiplied by. `None` if it counts no grams.
pub fn ruler(table: &law::Table, counted: f64) -> Option<Ruler> {
    let grams = table.in_grams()?;
    let limits = table.limits().into_iter().map(|limit| law::Limit { amount: limit.amount * grams, ..limit });
    Some(Ruler { limits: limits.collect(), counted })
}
