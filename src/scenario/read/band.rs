//! `band`: a parameter that is the share of cases in a legal band.

mod amounts;
mod cases;

use self::amounts::{NUMBERS, Reader};
use self::cases::OfTable;
use super::keys::{Table, at};
use super::laws::{self, Laws, Named};
use super::parameters::Parameters;
use super::value::operand;
use crate::codes::Code;
use crate::law::regime::{Closed, CountingBasis, Limit};
use crate::law::share::Ruler;
use crate::law::share::compare::{MANY, NEAR};
use crate::law::{self, Band};
use crate::model::{BandShare, Formula, Settings};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problem, Problems};

/// The parameters that the amounts of a band read.
pub fn names(band: &Node, laws: &Laws) -> Vec<String> {
    let amounts = band.get("amounts").and_then(Node::as_text).and_then(|name| laws.amounts.get(name));
    let Some(amounts) = amounts else { return vec![] };
    let mut found = vec![];
    let mut add = |node: Option<&Node>| found.extend(node.and_then(Node::as_text).map(|name| operand(name).parameter));
    for (key, _) in NUMBERS {
        add(amounts.get(key));
    }
    add(amounts.get("purity"));
    for inner in ["purity", "bunching"] {
        for (key, node) in amounts.get(inner).and_then(Node::as_table).into_iter().flatten() {
            if key != "shape" && key != "side" {
                add(Some(node));
            }
        }
    }
    found
}

/// Checks the parameters that all `[amounts]` name, also those that only `crimcost law share` reads.
pub fn check_amounts(laws: &Laws, parameters: &mut Parameters, settings: &Settings, problems: &mut Problems) {
    for (name, node) in &laws.amounts {
        if node.as_table().is_none() {
            continue;
        }
        let mut reader = Reader { own: Table::new(format!("amounts.{name}"), node), parameters, settings };
        reader.numbers(problems);
        let path = reader.own.path.clone();
        for (key, what) in [("cases", "person"), ("assay", &settings.currency)] {
            if let Some(node) = node.get(key).filter(|node| node.as_text().is_some()) {
                let found = reader.parameters.look_up(
                    &operand(node.as_text().unwrap_or_default()),
                    node.place,
                    &path,
                    problems,
                );
                if found.is_some_and(|found| found.power(what) != 1) {
                    let message = format!("`{}` is not in {what}", node.as_text().unwrap_or_default());
                    problems.report(at(Code::WrongUnit, node.place, &format!("{path}.{key}"), message, "another unit"));
                }
            }
        }
    }
}

/// The share that a `band` asks for; all problems are reported.
pub fn lower(
    band: &Node,
    path: &str,
    laws: &Laws,
    parameters: &mut Parameters,
    settings: &Settings,
    problems: &mut Problems,
) -> Option<Formula> {
    let own = Table::new(format!("{path}.band"), band);
    let named = laws.law(band.get("law")?, &own.path, problems)?;
    let node = band.get("substance")?;
    let substance = laws::substance(named, node, node.as_text()?, problems)?;
    let table = named.regime.tables.get(substance)?;
    let amounts_node = band.get("amounts")?;
    let amounts = amounts_node.as_text()?;
    let Some(amounts_table) = laws.amounts.get(amounts) else {
        let known = laws.amounts.keys().map(String::as_str);
        let message = format!("no amounts called `{amounts}`");
        let problem = at(Code::UnknownLaw, amounts_node.place, &own.path, message, "does not exist");
        problems.report(problem.help(did_you_mean(amounts, known)));
        return None;
    };
    let Some(ruler) = laws::ruler(table, 1.0) else {
        let message = format!("the table of {substance} counts doses or pieces, and amounts are in grams");
        problems.report(at(Code::BadLaw, node.place, &own.path, message, "counts no grams"));
        return None;
    };
    let (from, to, words) = span(&own, table, &ruler, problems)?;
    let mut reader = Reader { own: Table::new(format!("amounts.{amounts}"), amounts_table), parameters, settings };
    let of_table = OfTable { table, ruler: &ruler, laws, substance };
    let cases = reader.cases(&of_table, from, to, &own, problems)?;
    let law = band.get("law")?.as_text()?;
    let share = BandShare {
        words: format!("share of cases of {substance} {words} under the law `{law}`, by the amounts `{amounts}`"),
        told: told(named, table, from, to),
        amounts: amounts.to_owned(),
        from,
        to,
        cases,
    };
    if let Some(near) = reader.near(&of_table, &share).filter(|near| *near > MANY) {
        let message = format!("{path}: {:.0} % of the cases lie within {:.0} % of a limit", 100.0 * near, 100.0 * NEAR);
        problems.report(
            Problem::new(Code::NearTheLine, band.key, message, format!("more than {:.0} %", 100.0 * MANY))
                .help("look at the run with `bunching` as well: people and police react to limits")
                .note("`crimcost law share` shows the share along the limit"),
        );
    }
    Some(Formula::Band(Box::new(share)))
}

type Span = (Option<Limit>, Option<Limit>, String);

/// Between which limits the cases lie that are asked for, and in words.
fn span(own: &Table, table: &law::Table, ruler: &Ruler, problems: &mut Problems) -> Option<Span> {
    let asked: Vec<&str> = ["name", "number", "above", "assays"].into_iter().filter(|key| own.has_own(key)).collect();
    let [asked] = asked[..] else {
        problems.report(
            at(
                Code::KeysConflict,
                own.node.key,
                &own.path,
                "which share?",
                "one of `name`, `number`, `above`, `assays`",
            )
            .help("write  name = \"small\"  for one band,  above = \"small\"  for all bands above it"),
        );
        return None;
    };
    let limits = &ruler.limits;
    if asked == "assays" {
        return assays(own, ruler, problems);
    }
    let key = if asked == "above" { "above" } else { "name" };
    let band = laws::band_number(table, own, key, problems)?;
    let called = match &table.bands[band] {
        Band { name: Some(name), .. } => format!("the band `{name}`"),
        Band { name: None, .. } => format!("band {}", band + 1),
    };
    if asked == "above" {
        let from = limits.get(band).copied();
        if from.is_none() {
            let node = own.get("above")?;
            problems.report(at(Code::UnknownLaw, node.place, &own.path, "nothing is above the last band", "the last"));
        }
        return Some((Some(from?), None, format!("above {called}")));
    }
    let from = band.checked_sub(1).map(|before| limits[before]);
    Some((from, limits.get(band).copied(), format!("in {called}")))
}

/// Cases whose band depends on their purity, as cases between two gross weights.
fn assays(own: &Table, ruler: &Ruler, problems: &mut Problems) -> Option<Span> {
    let gross = |grams: f64| {
        let closed = ruler.limits[0].closed;
        (grams < f64::INFINITY).then_some(Limit { amount: grams, pure: None, basis: CountingBasis::Mixture, closed })
    };
    let words = "that need an assay".to_owned();
    match ruler.limits.len() {
        0 => None,
        _ if !ruler.needs_purity() => {
            let none = Limit { amount: 0.0, pure: None, basis: CountingBasis::Mixture, closed: Closed::Lower };
            Some((None, Some(none), words))
        }
        many => {
            if many > 1 && ruler.limits[0].basis == CountingBasis::EitherExceeded {
                let message =
                    "with several pairs of limits of which either suffices there are several spans of weights";
                problems.report(at(Code::BadLaw, own.node.key, &own.path, message, "not one share"));
                return None;
            }
            let ends = (ruler.gross(0, 1.0), ruler.gross(0, 0.0));
            Some((gross(ends.0.min(ends.1)), gross(ends.0.max(ends.1)), words))
        }
    }
}

/// How the share comes about, line by line.
fn told(named: &Named, table: &law::Table, from: Option<Limit>, to: Option<Limit>) -> Vec<String> {
    let basis = |limit: &Limit| match limit.basis {
        CountingBasis::Pure => "of pure substance".to_owned(),
        CountingBasis::ReferencePotency(reference) => format!("at a strength of {} %", 100.0 * reference),
        CountingBasis::BothExceeded => format!("and {} g of pure substance, both exceeded", limit.pure.unwrap_or(0.0)),
        CountingBasis::EitherExceeded => format!("or {} g of pure substance", limit.pure.unwrap_or(0.0)),
        CountingBasis::Mixture | CountingBasis::DryResidue | CountingBasis::AnyAmount => "of the mixture".to_owned(),
        CountingBasis::Unspecified => "(the basis is not stated: read as the mixture)".to_owned(),
    };
    let end = |word: &str, limit: &Limit| format!("{word} {} g {}", limit.amount, basis(limit));
    let mut lines = vec![];
    lines.extend(from.iter().map(|limit| end("from", limit)));
    lines.extend(to.iter().map(|limit| end("to", limit)));
    lines.push(match table.closed {
        Closed::Upper => "a find of exactly a limit lies below it".to_owned(),
        Closed::Lower => "a find of exactly a limit lies above it".to_owned(),
        Closed::Unstated => "a find of exactly a limit is taken to lie below it: the source does not say".to_owned(),
    });
    lines.push(format!("law: {}, {}", named.law.title.in_language("en"), named.regime.title.in_language("en")));
    let source = table.evidence.source.as_ref().and_then(|id| named.law.sources.get(id));
    lines.extend(source.map(|source| format!("source of the table: {}", source.title.in_language("en"))));
    lines
}
