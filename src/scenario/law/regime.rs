//! `[regime]`: the law between two dates, with everything in it; and that no two regimes share a day.

use super::{Context, offence, table};
use crate::codes::Code;
use crate::law::{Alternative, Date, Offence, Position, Regime, Repeat};
use crate::scenario::nearest::did_you_mean;
use crate::scenario::read::evidence;
use crate::scenario::read::keys::Table;
use crate::text::{Node, Place, Problem, Problems, Value};
use indexmap::IndexMap;

const POSITIONS: [(&str, Position); 5] = [
    ("before_an_offence", Position::BeforeAnOffence),
    ("administrative", Position::Administrative),
    ("before_court", Position::BeforeCourt),
    ("instead_of_sentence", Position::InsteadOfSentence),
    ("within_sentence", Position::WithinSentence),
];

/// All regimes of a law, oldest first.
pub(super) fn regimes(country: &str, context: &Context, problems: &mut Problems) -> IndexMap<String, Regime> {
    let mut regimes = IndexMap::new();
    for (id, node) in context.tree.get("regime").and_then(Node::as_table).into_iter().flatten() {
        let path = Table::new(format!("regime.{id}"), node);
        if node.as_table().is_some() {
            regimes.insert(id.clone(), regime(country, id, &path, context, problems));
        }
    }
    let first_day = |regime: &Regime| regime.from;
    regimes.sort_by(|_, one, _, other| first_day(one).cmp(&first_day(other)));
    refuse_overlaps(&regimes, context.tree, problems);
    regimes
}

fn regime(country: &str, id: &str, own: &Table, context: &Context, problems: &mut Problems) -> Regime {
    let offences = offences(own, context, problems);
    let alternatives = alternatives(own, &offences, context, problems);
    let (from, to) = (date(own, "from", problems), date(own, "to", problems));
    if let (Some((from, _)), Some((to, place))) = (from, to)
        && to < from
    {
        let message = format!("{}.to: it ends on {to}, before it begins on {from}", own.path);
        problems
            .report(Problem::new(Code::BadDate, place, message, "before `from`").help("`to` is the last day in force"));
    }
    let tables = own.entries("table", problems).into_iter().filter_map(|(substance, node)| {
        let path = format!("{}.table.{substance}", own.path);
        let table = table::table(substance, &context.table("table", path, node), &offences, context, problems)?;
        Some((substance.to_owned(), table))
    });
    Regime {
        id: id.to_owned(),
        country: country.to_owned(),
        tables: tables.collect(),
        repeats: repeats(own, &offences, &alternatives, context, problems),
        title: own.languages("title", problems),
        about: own.languages("about", problems),
        from: from.map(|(date, _)| date),
        to: to.map(|(date, _)| date),
        alternatives,
        offences,
        gaps: own.names("gaps", problems).into_iter().map(|(text, _)| text.to_owned()).collect(),
    }
}

fn offences(own: &Table, context: &Context, problems: &mut Problems) -> IndexMap<String, Offence> {
    let mut offences = IndexMap::new();
    for (id, node) in own.entries("offence", problems) {
        let path = format!("{}.offence.{id}", own.path);
        if let Some(offence) = offence::offence(id, &context.table("offence", path, node), context, problems) {
            offences.insert(id.to_owned(), offence);
        } else if node.as_table().is_some() {
            // What is wrong with it has been said; that others name it is not wrong as well.
            offences.insert(id.to_owned(), offence::unreadable(id));
        }
    }
    offences
}

fn alternatives(
    own: &Table,
    offences: &IndexMap<String, Offence>,
    context: &Context,
    problems: &mut Problems,
) -> Vec<Alternative> {
    let mut alternatives = vec![];
    for (name, node) in own.entries("alternative", problems) {
        let path = format!("{}.alternative.{name}", own.path);
        let table = context.table("alternative", path, node);
        let evidence = evidence::of_row(&table, context.sources, problems);
        let open_to = table.names("offences", problems).into_iter();
        let open_to = open_to.filter_map(|(id, node)| known_offence(&table.path, id, node.place, offences, problems));
        let open_to = open_to.collect();
        let position = table.word("position", &POSITIONS, problems);
        let about = table.languages("about", problems);
        if let (Some(position), Some(evidence)) = (position, evidence) {
            alternatives.push(Alternative { name: name.to_owned(), position, offences: open_to, about, evidence });
        }
    }
    alternatives
}

fn repeats(
    own: &Table,
    offences: &IndexMap<String, Offence>,
    alternatives: &[Alternative],
    context: &Context,
    problems: &mut Problems,
) -> Vec<Repeat> {
    let mut repeats = vec![];
    for (index, node) in own.node.get("repeat").and_then(Node::as_list).into_iter().flatten().enumerate() {
        let table = context.table("repeat", format!("{}.repeat[{}]", own.path, index + 1), node);
        let offence = |key: &str, problems: &mut Problems| {
            let node = table.get(key)?;
            known_offence(&table.path, table.text(key, problems)?, node.place, offences, problems)
        };
        let (repeated, becomes) = (offence("offence", problems), offence("becomes", problems));
        let closes = table.text("closes", problems).map(str::to_owned);
        if let (Some(name), Some(node)) = (&closes, table.get("closes"))
            && !alternatives.iter().any(|alternative| alternative.name == *name)
        {
            let message = format!("{}.closes: no alternative called `{name}`", table.path);
            let problem = Problem::new(Code::UnknownOffence, node.place, message, "not in this regime");
            let known = alternatives.iter().map(|alternative| alternative.name.as_str());
            problems.report(problem.help(did_you_mean(name, known)));
        }
        let within_months = table.whole("within_months", problems).and_then(|months| u32::try_from(months).ok());
        let about = table.languages("about", problems);
        if let Some(evidence) = evidence::of_row(&table, context.sources, problems) {
            repeats.push(Repeat { offence: repeated, within_months, becomes, closes, about, evidence });
        }
    }
    repeats
}

/// The offence with this id; reported if there is none.
pub(super) fn known_offence(
    path: &str,
    id: &str,
    place: Place,
    offences: &IndexMap<String, Offence>,
    problems: &mut Problems,
) -> Option<String> {
    if offences.contains_key(id) {
        return Some(id.to_owned());
    }
    let message = format!("{path}: no offence called `{id}`");
    let problem = Problem::new(Code::UnknownOffence, place, message, "not an offence of this regime");
    problems.report(match offences.len() {
        0 => problem.help(format!("add  [regime.….offence.{id}]")),
        _ => problem.help(did_you_mean(id, offences.keys().map(String::as_str))),
    });
    None
}

fn date(own: &Table, key: &str, problems: &mut Problems) -> Option<(Date, Place)> {
    let node = own.get(key)?;
    let Value::Date(text) = &node.value else { return None };
    match text.parse() {
        Ok(date) => Some((date, node.place)),
        Err(why) => {
            let message = format!("{}.{key}: `{text}` is {why}", own.path);
            problems.report(Problem::new(Code::BadDate, node.place, message, "a day is needed"));
            None
        }
    }
}

fn refuse_overlaps(regimes: &IndexMap<String, Regime>, tree: &Node, problems: &mut Problems) {
    let regimes: Vec<&Regime> = regimes.values().collect();
    for (index, later) in regimes.iter().enumerate() {
        for earlier in &regimes[..index] {
            let ends_before =
                |one: &Regime, other: &Regime| matches!((one.to, other.from), (Some(to), Some(from)) if to < from);
            let (Some(node), Some(other)) = (tree.at(&["regime", &later.id]), tree.at(&["regime", &earlier.id])) else {
                continue;
            };
            if !ends_before(earlier, later) && !ends_before(later, earlier) {
                let message = format!("regime.{} and regime.{} are in force on the same days", earlier.id, later.id);
                let problem = Problem::new(Code::RegimesOverlap, node.key, message, "the later one")
                    .also(other.key, "the earlier one");
                problems.report(match later.from {
                    Some(from) => problem.help(format!("end `{}` before {from}:  to = …", earlier.id)),
                    None => problem.help("say when each begins and ends:  from = …, to = …"),
                });
            }
        }
    }
}
