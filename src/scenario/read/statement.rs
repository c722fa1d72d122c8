//! What a scenario says beside its flows and prices: correlations, known totals, answers.

use super::Context;
use super::evidence::{self, GRADES};
use super::keys::{Table, at, inside};
use super::source::is_table;
use crate::codes::Code;
use crate::draws::{Copula, NotPositive};
use crate::model::{Answer, Buy, Correlation, Evidence, Grade, Policy, Published, Tolerance};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problems};
use indexmap::IndexMap;

/// The ministry's standard questions, each with what it asks.
pub const QUESTIONS: [(&str, &str); 10] = [
    ("counterfactual_volume", "would the number of cases have fallen anyway?"),
    ("effect_on_use", "does the policy change how many people use drugs?"),
    ("effect_on_other_crime", "does the policy change other crime?"),
    ("net_widening", "does the offer reach people who would have been left alone?"),
    ("released_staff", "what do the staff do whose time is released?"),
    ("transition_cost", "what does the change itself cost?"),
    ("fines_collected", "how much of the fines is really paid?"),
    ("selection_in_studies", "were the people in the studies like the people here?"),
    ("service_capacity", "do the services have room for the people who are sent?"),
    ("life_at_liberty", "what do people cost who are not in prison: benefits, services, other contacts?"),
];

/// Known totals and answers.
#[derive(Debug, Default)]
pub struct Statements {
    pub published: Vec<Published>,
    pub answers: IndexMap<String, Answer>,
}

/// Reads `[published]` and `[answers]`.
pub fn read(
    tree: &Node,
    context: &Context,
    policies: &[Policy],
    buys: &IndexMap<String, Buy>,
    problems: &mut Problems,
) -> Statements {
    let mut statements = Statements::default();
    for (name, node) in tree.get("published").and_then(Node::as_table).into_iter().flatten() {
        let table = Table::new(format!("published.{name}"), node);
        if is_table(&table, problems)
            && let Some(published) = published(name, &table, context, policies, buys, problems)
        {
            statements.published.push(published);
        }
    }
    for (question, node) in tree.get("answers").and_then(Node::as_table).into_iter().flatten() {
        let path = format!("answers.{question}");
        if !QUESTIONS.iter().any(|(known, _)| known == question) {
            problems.report(
                at(Code::UnknownKey, node.key, &path, "not one of the standard questions", "unknown question")
                    .help(did_you_mean(question, QUESTIONS.iter().map(|(known, _)| *known))),
            );
            continue;
        }
        if let Some(answer) = answer(&path, node, tree, policies, problems) {
            statements.answers.insert(question.clone(), answer);
        }
    }
    statements
}

fn answer(path: &str, node: &Node, tree: &Node, policies: &[Policy], problems: &mut Problems) -> Option<Answer> {
    if node.as_table().is_some() {
        let table = Table::new(path, node);
        table.required("not_modelled", "\"why\"", problems);
        return table.text("not_modelled", problems).map(|why| Answer::NotModelled(why.to_owned()));
    }
    let Some(text) = node.as_text() else {
        problems.report(
            at(Code::WrongType, node.place, path, "an answer names something, or says why not", "neither")
                .help("write \"variant.name\", \"parameter.name\", … or { not_modelled = \"why\" }"),
        );
        return None;
    };
    let (kind, name) = text.split_once('.').unwrap_or((text, ""));
    let names: Vec<&str> = match kind {
        "variant" | "policy" => tree
            .get(kind)
            .and_then(Node::as_table)
            .into_iter()
            .flat_map(|table| table.keys())
            .map(String::as_str)
            .collect(),
        "parameter" => policies.iter().flat_map(|policy| policy.parameters.keys()).map(String::as_str).collect(),
        "cost" => policies.iter().flat_map(|policy| policy.costs.keys()).map(String::as_str).collect(),
        "stage" => policies.iter().flat_map(|policy| policy.stages.keys()).map(String::as_str).collect(),
        "outcome" => policies.iter().flat_map(|policy| policy.outcomes.keys()).map(String::as_str).collect(),
        _ => {
            problems.report(
                at(
                    Code::UnknownWord,
                    inside(node),
                    path,
                    format!("`{text}` names nothing that can be an answer"),
                    "what kind?",
                )
                .help("begin with variant., parameter., cost., stage., outcome. or policy."),
            );
            return None;
        }
    };
    if names.contains(&name) {
        return Some(Answer::By(text.to_owned()));
    }
    let code = match kind {
        "parameter" => Code::UnknownParameter,
        "stage" => Code::UnknownStage,
        "variant" | "policy" => Code::UnknownPolicy,
        _ => Code::UnknownResult,
    };
    problems.report(
        at(code, inside(node), path, format!("there is no {kind} `{name}`"), "does not exist")
            .help(did_you_mean(name, names.into_iter())),
    );
    None
}

fn published(
    name: &str,
    table: &Table,
    context: &Context,
    policies: &[Policy],
    buys: &IndexMap<String, Buy>,
    problems: &mut Problems,
) -> Option<Published> {
    table.required("result", "\"policy/measure/place/year\"", problems);
    table.required("value", "9142", problems);
    table.required("tolerance", "\"1 %\"", problems);
    let result = table.text("result", problems)?.to_owned();
    if let Some(node) = table.get("result") {
        super::super::check::result_id(&result, inside(node), &table.path, context.settings, policies, buys, problems);
    }
    let evidence = evidence(table, context, policies, problems);
    Some(Published {
        name: name.to_owned(),
        about: table.languages("about", problems),
        result,
        value: table.number("value", problems)?,
        tolerance: table.get("tolerance").and_then(|node| tolerance(&table.path, node, problems))?,
        does_not_reproduce: table.text("does_not_reproduce", problems).map(str::to_owned),
        evidence: evidence?,
    })
}

/// The evidence of a known total; without a grade it has that of the parameters from the same source.
fn evidence(table: &Table, context: &Context, policies: &[Policy], problems: &mut Problems) -> Option<Evidence> {
    if table.has_own("grade") || table.has_own("assumption") || !table.has_own("source") {
        return evidence::read(table, context, problems);
    }
    evidence::check_inner(table, context, problems);
    let source = table.text("source", problems)?;
    let same = |evidence: &&Evidence| evidence.source.as_deref() == Some(source);
    let parameters = policies.iter().flat_map(|policy| policy.parameters.values());
    let grade = parameters.filter_map(|parameter| parameter.evidence.as_ref()).find(same).map(|found| found.grade);
    let default = context.defaults.get("parameter").and_then(|node| node.get("grade")).and_then(Node::as_text);
    let default = GRADES.iter().find(|(word, _)| Some(*word) == default).map(|(_, grade)| *grade);
    let text = |key: &str, problems: &mut Problems| table.text(key, problems).map(str::to_owned);
    Some(Evidence {
        source: Some(source.to_owned()),
        at: text("at", problems),
        quote: text("quote", problems),
        retrieved: text("retrieved", problems),
        assumption: None,
        grade: grade.or(default).unwrap_or(Grade::Press),
    })
}

/// A tolerance: a number in the unit of the result, or a text such as `1 %`.
pub fn tolerance(path: &str, node: &Node, problems: &mut Problems) -> Option<Tolerance> {
    let found = match (node.as_number(), node.as_text()) {
        (Some(number), _) => Some(Tolerance::Absolute(number)),
        (None, Some(text)) => {
            let share = text.trim().strip_suffix('%').and_then(|text| text.trim().parse::<f64>().ok());
            share.map(|percent| Tolerance::Relative(percent / 100.0))
        }
        (None, None) => None,
    };
    let fits = |tolerance: &Tolerance| match tolerance {
        Tolerance::Absolute(most) | Tolerance::Relative(most) => most.is_finite() && *most >= 0.0,
    };
    let found = found.filter(fits);
    if found.is_none() {
        problems.report(
            at(
                Code::WrongType,
                node.place,
                &format!("{path}.tolerance"),
                "not a tolerance",
                "a number or a percentage",
            )
            .help("write \"1 %\", or a number in the unit of the result"),
        );
    }
    found
}

/// Reads `[[correlate]]`.
pub fn correlations(tree: &Node, baseline: &Node, problems: &mut Problems) -> Vec<Correlation> {
    let mut found = vec![];
    for node in tree.get("correlate").and_then(Node::as_list).unwrap_or_default() {
        let table = Table::new("correlate", node);
        if !is_table(&table, problems) {
            continue;
        }
        table.required("parameters", "[\"a\", \"b\"]", problems);
        table.required("rank", "0.6", problems);
        let names = table.names("parameters", problems);
        let known = baseline.get("parameter").and_then(Node::as_table);
        let mut complete = true;
        for (name, node) in &names {
            if !known.is_some_and(|known| known.contains_key(*name)) {
                complete = false;
                problems.report(
                    at(
                        Code::UnknownParameter,
                        inside(node),
                        "correlate",
                        format!("no parameter called `{name}`"),
                        "unknown",
                    )
                    .help(did_you_mean(name, known.into_iter().flat_map(|known| known.keys()).map(String::as_str))),
                );
            }
        }
        let Some(rank) = table.get("rank") else { continue };
        let size = names.len();
        let matrix: Option<Vec<Vec<f64>>> = match (rank.as_number(), rank.as_list()) {
            (Some(one), _) => Some(
                (0..size).map(|row| (0..size).map(|column| if row == column { 1.0 } else { one }).collect()).collect(),
            ),
            (None, Some(rows)) => rows
                .iter()
                .map(|row| row.as_list().and_then(|row| row.iter().map(Node::as_number).collect::<Option<Vec<f64>>>()))
                .collect(),
            (None, None) => None,
        };
        let Some(matrix) = matrix else {
            super::keys::wrong_type("correlate", "rank", rank, "a number or a matrix", problems);
            continue;
        };
        if let Some(why) = impossible(&matrix, &names.iter().map(|(name, _)| *name).collect::<Vec<_>>()) {
            problems.report(at(Code::BadCorrelation, rank.place, "correlate.rank", why, "cannot hold"));
            continue;
        }
        if complete {
            let parameters = names.into_iter().map(|(name, _)| name.to_owned()).collect();
            found.push(Correlation { parameters, rank: matrix });
        }
    }
    found
}

/// Why a matrix of rank correlations cannot hold, if it cannot.
fn impossible(matrix: &[Vec<f64>], names: &[&str]) -> Option<String> {
    let size = names.len();
    if size < 2 {
        return Some("a correlation needs at least two parameters".to_owned());
    }
    if let Some(twice) = names.iter().enumerate().find(|(index, name)| names[..*index].contains(name)) {
        return Some(format!("`{}` stands twice in one list", twice.1));
    }
    if matrix.len() != size || matrix.iter().any(|row| row.len() != size) {
        return Some(format!("the matrix is not {size} by {size}"));
    }
    Copula::new(matrix).err().map(|why| match why {
        NotPositive::Diagonal { row, value } => format!("`{}` with itself is {value}, not 1", names[row]),
        NotPositive::Outside { row, column, value } => {
            format!("`{}` with `{}` is {value}, not between -1 and 1", names[row], names[column])
        }
        NotPositive::Asymmetric { row, column, value, other } => {
            format!("`{}` with `{}` is {value}, but the other way round {other}", names[row], names[column])
        }
        NotPositive::NotSquare { .. } | NotPositive::Impossible { .. } => why.to_string(),
    })
}
