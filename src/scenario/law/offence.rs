//! Offences and their penalties.

use super::Context;
use crate::codes::Code;
use crate::law::{Class, Mode, Offence, Penalty, PenaltyKind, PenaltyUnit};
use crate::model::{Evidence, Grade, Text};
use crate::scenario::nearest::nearest;
use crate::scenario::read::evidence;
use crate::scenario::read::keys::{Table, at};
use crate::text::{Node, Problems};
use crate::unit::Units;

const CLASSES: [(&str, Class); 4] = [
    ("none", Class::None),
    ("administrative", Class::Administrative),
    ("misdemeanour", Class::Misdemeanour),
    ("criminal", Class::Criminal),
];

const MODES: [(&str, Mode); 3] = [("one_of", Mode::OneOf), ("all", Mode::All), ("unstated", Mode::Unstated)];

const KINDS: [(&str, PenaltyKind); 10] = [
    ("warning", PenaltyKind::Warning),
    ("fine", PenaltyKind::Fine),
    ("arrest", PenaltyKind::Arrest),
    ("prison", PenaltyKind::Prison),
    ("restriction_of_liberty", PenaltyKind::RestrictionOfLiberty),
    ("community_work", PenaltyKind::CommunityWork),
    ("correctional_work", PenaltyKind::CorrectionalWork),
    ("forfeiture", PenaltyKind::Forfeiture),
    ("treatment", PenaltyKind::Treatment),
    ("other", PenaltyKind::Other),
];

/// Reads one offence.
pub(super) fn offence(id: &str, own: &Table, context: &Context, problems: &mut Problems) -> Option<Offence> {
    let penalties = own.get("penalties").and_then(Node::as_list).into_iter().flatten().enumerate();
    let penalties = penalties
        .filter_map(|(index, node)| {
            penalty(&Table::new(format!("{}.penalties[{}]", own.path, index + 1), node), context, problems)
        })
        .collect();
    let class = own.word("class", &CLASSES, problems);
    let mode = own.word("mode", &MODES, problems).unwrap_or(Mode::Unstated);
    let evidence = evidence::of_row(own, context.sources, problems);
    let title = own.languages("title", problems);
    Some(Offence {
        id: id.to_owned(),
        title: if title.is_empty() { Text::english(id.replace('_', " ")) } else { title },
        class: class?,
        statute: own.text("statute", problems).map(str::to_owned),
        penalties,
        mode,
        about: own.languages("about", problems),
        evidence: evidence?,
    })
}

/// Stands for an offence that could not be read, so that what names it is not wrong as well.
pub(super) fn unreadable(id: &str) -> Offence {
    Offence {
        id: id.to_owned(),
        title: Text::default(),
        class: Class::None,
        statute: None,
        penalties: vec![],
        mode: Mode::Unstated,
        about: Text::default(),
        evidence: Evidence {
            source: None,
            at: None,
            quote: None,
            retrieved: None,
            assumption: None,
            grade: Grade::Assumption,
        },
    }
}

fn penalty(own: &Table, context: &Context, problems: &mut Problems) -> Option<Penalty> {
    let kind = own.word("kind", &KINDS, problems)?;
    let (low, high) = (own.number("low", problems), own.number("high", problems));
    let unit = unit(own, kind, context, problems);
    let amounts = low.is_some() || high.is_some();
    if let (Some(low), Some(high), Some(node)) = (low, high, own.get("high"))
        && high < low
    {
        let message = format!("from {low} to {high} goes backwards");
        problems.report(
            at(Code::BadPenalty, node.place, &own.path, message, "less than `low`")
                .help("write the smaller one as `low`"),
        );
    }
    if amounts && own.get("unit").is_none() {
        problems.report(
            at(Code::BadPenalty, own.node.place, &own.path, "the amounts have no unit", "needs `unit`")
                .help("add  unit = \"day\", \"month\", \"year\", \"hour\", a currency or the name of an index"),
        );
    }
    if let (false, Some(node)) = (amounts, own.get("unit")) {
        problems.report(
            at(Code::BadPenalty, node.place, &own.path, "a unit without an amount", "of how many?")
                .help("add `low`, `high` or both, or remove `unit`"),
        );
    }
    let about = own.languages("about", problems);
    if kind == PenaltyKind::Other && about.is_empty() {
        problems.report(
            at(Code::BadPenalty, own.node.place, &own.path, "another penalty, but which?", "needs `about`")
                .help("add  about = \"the driving licence is withdrawn\""),
        );
    }
    Some(Penalty { kind, low, high, unit, cumulative: own.flag("cumulative", problems), about })
}

fn unit(own: &Table, kind: PenaltyKind, context: &Context, problems: &mut Problems) -> Option<PenaltyUnit> {
    let node = own.get("unit")?;
    let word = own.text("unit", problems)?;
    let of_time = match word {
        "hour" => Some(PenaltyUnit::Hour),
        "day" => Some(PenaltyUnit::Day),
        "month" => Some(PenaltyUnit::Month),
        "year" => Some(PenaltyUnit::Year),
        _ => None,
    };
    let of_money = match word {
        _ if context.indexes.contains_key(word) || context.tree.at(&["index", word]).is_some() => {
            Some(PenaltyUnit::Index(word.to_owned()))
        }
        _ if Units::is_currency(word) => Some(PenaltyUnit::Currency(word.to_owned())),
        _ => None,
    };
    let (found, wants) = match kind {
        PenaltyKind::Fine => (of_money.clone(), "money: a currency or the name of an [index]"),
        PenaltyKind::Arrest
        | PenaltyKind::Prison
        | PenaltyKind::RestrictionOfLiberty
        | PenaltyKind::CommunityWork
        | PenaltyKind::CorrectionalWork
        | PenaltyKind::Treatment => (of_time.clone(), "time: hour, day, month or year"),
        PenaltyKind::Warning | PenaltyKind::Forfeiture | PenaltyKind::Other => {
            (of_time.clone().or(of_money.clone()), "time or money")
        }
    };
    if found.is_none() {
        let problem = at(
            Code::BadPenalty,
            node.place,
            &own.path,
            format!("it is counted in {wants}, not in `{word}`"),
            "another unit",
        );
        let near = if of_time.is_some() || of_money.is_some() {
            None
        } else {
            let names = ["hour", "day", "month", "year"].into_iter();
            nearest(word, names.chain(context.indexes.keys().map(String::as_str)))
        };
        problems.report(match near {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(format!("write {wants}")),
        });
    }
    found
}
