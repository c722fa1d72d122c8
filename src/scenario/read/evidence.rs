//! Where numbers come from: sources, assumptions and grades.

use super::Context;
use super::keys::{Table, at};
use crate::codes::Code;
use crate::model::{Evidence, Grade, Source};
use crate::scenario::nearest::did_you_mean;
use crate::scenario::overlay::EVIDENCE_KEYS;
use crate::text::{Node, Problems};
use indexmap::IndexMap;

/// The grades by their words, best first.
pub const GRADES: [(&str, Grade); 5] = [
    ("official", Grade::Official),
    ("study", Grade::Study),
    ("press", Grade::Press),
    ("expert", Grade::Expert),
    ("assumption", Grade::Assumption),
];

/// The evidence of a table whose number needs one; what is missing is reported.
pub fn read(table: &Table, context: &Context, problems: &mut Problems) -> Option<Evidence> {
    let own = chosen(table);
    if own.get("source").is_none() && own.get("assumption").is_none() {
        if let Some(evidence) = of_parts(table, context) {
            return Some(evidence);
        }
        problems.report(
            at(Code::NoSource, table.node.key, &table.path, "the number has no source", "says nobody?")
                .help("add  source = \"id of a [source]\", grade = \"study\"  (short form: | study: id p. 3)")
                .help("or say that it is assumed, and why:  assumption = \"why\"  (short form: | assumption: why)"),
        );
        return None;
    }
    stated(&own, context.sources, problems)
}

/// The evidence of a table that may have none of its own.
pub fn optional(table: &Table, context: &Context, problems: &mut Problems) -> Option<Evidence> {
    let own = Table::new(table.path.clone(), table.node);
    if own.get("source").is_none() && own.get("assumption").is_none() {
        return None;
    }
    stated(&own, context.sources, problems)
}

/// The evidence of a row of a law, which needs one; what is missing is reported.
pub fn of_row(table: &Table, sources: &IndexMap<String, Source>, problems: &mut Problems) -> Option<Evidence> {
    let own = chosen(table);
    if own.get("source").is_none() && own.get("assumption").is_none() {
        problems.report(
            at(Code::NoSource, table.node.key, &table.path, "nothing says where this is from", "says nobody?")
                .help("add  source = \"id of a [source]\", grade = \"official\"")
                .help("what was not found is a gap:  gaps = [\"what was looked for\"]  in the regime"),
        );
        return None;
    }
    stated(&own, sources, problems)
}

/// Checks the source of one year, group or member of a pool, if it names one.
pub fn check_inner(table: &Table, context: &Context, problems: &mut Problems) {
    if table.has_own("source") {
        known_source(table, context.sources, problems);
    }
    if table.has_own("grade") {
        table.word("grade", &GRADES, problems);
    }
}

/// Formulas have the evidence of their parts: own evidence is refused.
pub fn refuse(table: &Table, problems: &mut Problems) {
    for key in EVIDENCE_KEYS {
        if let Some(node) = table.node.get(key) {
            problems.report(
                at(
                    Code::BadGrade,
                    node.key,
                    &table.path,
                    format!("a formula has no `{key}` of its own: it is as good as its parts"),
                    "not on a formula",
                )
                .help(format!("remove `{key}`; describe the formula in `about`")),
            );
            return;
        }
    }
}

/// The table with the defaults that fit it: no default source beside an assumption, and the other way round.
fn chosen<'a>(table: &Table<'a>) -> Table<'a> {
    let states_its_own = table.has_own("assumption");
    Table { path: table.path.clone(), node: table.node, default: if states_its_own { None } else { table.default } }
}

fn stated(table: &Table, sources: &IndexMap<String, Source>, problems: &mut Problems) -> Option<Evidence> {
    let text = |key: &str, problems: &mut Problems| table.text(key, problems).map(str::to_owned);
    let own_source = table.has_own("source");
    let assumption = if own_source && !table.has_own("assumption") { None } else { table.get("assumption") };
    if let Some(assumption) = assumption {
        if let Some(source) = table.node.get("source") {
            problems.report(
                at(Code::BadGrade, source.place, &table.path, "an assumption has no source", "beside an assumption")
                    .also(assumption.key, "the assumption")
                    .help(
                        "keep one of the two; what a source says beside the point belongs into the assumption's text",
                    ),
            );
            return None;
        }
        if let Some(grade) = table.node.get("grade")
            && grade.as_text() != Some("assumption")
        {
            problems.report(
                at(
                    Code::BadGrade,
                    grade.place,
                    &table.path,
                    "an assumption has the grade `assumption`",
                    "another grade",
                )
                .help("leave `grade` out, or give the source that supports the number"),
            );
            return None;
        }
        return Some(Evidence {
            source: None,
            at: text("at", problems),
            quote: text("quote", problems),
            retrieved: text("retrieved", problems),
            assumption: text("assumption", problems),
            grade: Grade::Assumption,
        });
    }
    let source = known_source(table, sources, problems);
    let place = table.get("source").map_or(table.node.key, |node| node.place);
    let grade = match table.get("grade") {
        None => {
            problems.report(
                at(Code::BadGrade, place, &table.path, "the source has no grade", "how good is it?")
                    .help("add  grade = \"official\", \"study\", \"press\" or \"expert\"  (short form: | study: id)"),
            );
            None
        }
        Some(node) => match table.word("grade", &GRADES, problems) {
            Some(Grade::Assumption) => {
                problems.report(
                    at(Code::BadGrade, node.place, &table.path, "the grade `assumption` beside a source", "at odds")
                        .also(place, "the source")
                        .help("give the source's own grade, or replace `source` by  assumption = \"why\""),
                );
                None
            }
            grade => grade,
        },
    };
    Some(Evidence {
        source: Some(source?),
        at: text("at", problems),
        quote: text("quote", problems),
        retrieved: text("retrieved", problems),
        assumption: None,
        grade: grade?,
    })
}

fn known_source(table: &Table, sources: &IndexMap<String, Source>, problems: &mut Problems) -> Option<String> {
    let id = table.text("source", problems)?;
    if sources.contains_key(id) {
        return Some(id.to_owned());
    }
    let place = table.get("source").map_or(table.node.key, |node| node.place);
    let mut problem =
        at(Code::UnknownSource, place, &table.path, format!("no source called `{id}`"), "not a [source] of this file");
    problem = match id.split_once(':') {
        Some((word, why)) if word.trim() == "assumption" => {
            problem.help(format!("write  assumption = \"{}\"  instead of `source`", why.trim()))
        }
        _ => problem.help(did_you_mean(id, sources.keys().map(String::as_str))),
    };
    problems.report(problem);
    None
}

/// The evidence of the first part, if every year, group or observation names its own source.
fn of_parts(table: &Table, context: &Context) -> Option<Evidence> {
    let parts: Vec<&Node> = ["by_year", "by_group", "observed", "pool"]
        .into_iter()
        .filter_map(|form| table.node.get(form))
        .flat_map(|form| match (form.as_list(), form.as_table()) {
            (Some(list), _) => list.iter().collect::<Vec<_>>(),
            (None, Some(entries)) if entries.contains_key("events") => vec![form],
            (None, Some(entries)) => entries.values().collect(),
            (None, None) => vec![],
        })
        .collect();
    let has_source = |part: &&Node| part.get("source").is_some() || part.get("assumption").is_some();
    if parts.is_empty() || !parts.iter().all(has_source) {
        return None;
    }
    let first = Table { path: table.path.clone(), node: parts[0], default: Some(table.node) };
    let id = first.node.get("source").and_then(Node::as_text);
    let grade = first.get("grade").and_then(Node::as_text);
    let grade = GRADES.iter().find(|(word, _)| Some(*word) == grade).map(|(_, grade)| *grade);
    let text = |key: &str| first.get(key).and_then(Node::as_text).map(str::to_owned);
    Some(Evidence {
        source: id.filter(|id| context.sources.contains_key(*id)).map(str::to_owned),
        at: text("at"),
        quote: text("quote"),
        retrieved: text("retrieved"),
        assumption: text("assumption"),
        grade: if id.is_none() { Grade::Assumption } else { grade? },
    })
}
