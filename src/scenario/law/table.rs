//! A table of amounts, and that its bands follow each other from 0 without a gap.

use super::Context;
use super::regime::known_offence;
use crate::codes::Code;
use crate::law::{self, Band, Closed, CountingBasis, Measure, Offence, PureForm};
use crate::scenario::read::evidence;
use crate::scenario::read::keys::{Table, at};
use crate::text::{Node, Problem, Problems};
use indexmap::IndexMap;

const FORMS: [(&str, PureForm); 2] = [("base", PureForm::Base), ("salt", PureForm::Salt)];
const ENDS: [(&str, Closed); 3] = [("upper", Closed::Upper), ("lower", Closed::Lower), ("unstated", Closed::Unstated)];

/// Reads one table.
pub(super) fn table(
    substance: &str,
    own: &Table,
    offences: &IndexMap<String, Offence>,
    context: &Context,
    problems: &mut Problems,
) -> Option<law::Table> {
    let measure = measure(own, problems);
    let basis = basis(own, problems);
    refuse_weighing_of_counts(own, measure, basis, problems);
    let bands = bands(own, offences, problems);
    check_bands(own, &bands, basis, problems);
    let closed = own.word("closed", &ENDS, problems);
    let evidence = evidence::of_row(own, context.sources, problems);
    Some(law::Table {
        substance: substance.to_owned(),
        measure: measure?,
        basis: basis?,
        form: own.word("form", &FORMS, problems),
        closed: closed?,
        bands: bands.into_iter().map(|(band, _)| band).collect(),
        year: own.whole("year", problems),
        about: own.languages("about", problems),
        evidence: evidence?,
    })
}

fn measure(own: &Table, problems: &mut Problems) -> Option<Measure> {
    let Some(unit) = own.get("unit") else {
        problems.report(
            at(Code::NoMeasure, own.node.key, &own.path, "the amounts have no unit", "amounts of what?")
                .help("add  unit = \"g\", \"dose\", \"piece\" or \"daily_amount\""),
        );
        return None;
    };
    let daily = own.number("daily_grams", problems);
    let measure = match (unit.as_text()?, daily) {
        ("g", _) => Measure::Grams,
        ("dose", _) => Measure::Doses,
        ("piece", _) => Measure::Pieces,
        ("daily_amount", Some(grams)) if grams > 0.0 => return Some(Measure::DailyAmounts { grams }),
        ("daily_amount", _) => {
            problems.report(
                at(
                    Code::KeysConflict,
                    unit.place,
                    &own.path,
                    "a daily amount of how many grams?",
                    "needs `daily_grams`",
                )
                .help("add  daily_grams = 0.1"),
            );
            return None;
        }
        _ => return None,
    };
    if let (Some(node), Some(_)) = (own.node.get("daily_grams"), daily) {
        problems.report(
            at(
                Code::KeysConflict,
                node.key,
                &own.path,
                "`daily_grams` goes with the unit `daily_amount` only",
                "not here",
            )
            .help("remove `daily_grams`, or write  unit = \"daily_amount\""),
        );
    }
    Some(measure)
}

fn basis(own: &Table, problems: &mut Problems) -> Option<CountingBasis> {
    let node = own.get("basis")?;
    let reference = own.number("reference", problems);
    let basis = match (node.as_text()?, reference) {
        ("mixture", _) => CountingBasis::Mixture,
        ("pure", _) => CountingBasis::Pure,
        ("both_exceeded", _) => CountingBasis::BothExceeded,
        ("either_exceeded", _) => CountingBasis::EitherExceeded,
        ("dry_residue", _) => CountingBasis::DryResidue,
        ("any_amount", _) => CountingBasis::AnyAmount,
        ("unspecified", _) => CountingBasis::Unspecified,
        ("reference_potency", Some(share)) if share > 0.0 => return Some(CountingBasis::ReferencePotency(share)),
        ("reference_potency", _) => {
            problems.report(
                at(
                    Code::KeysConflict,
                    node.place,
                    &own.path,
                    "which strength are the amounts stated for?",
                    "needs `reference`",
                )
                .help("add  reference = 0.02  for 2 %"),
            );
            return None;
        }
        _ => return None,
    };
    if let Some(node) = own.node.get("reference") {
        problems.report(
            at(
                Code::KeysConflict,
                node.key,
                &own.path,
                "`reference` goes with the basis `reference_potency` only",
                "not here",
            )
            .help("remove `reference`, or write  basis = \"reference_potency\""),
        );
    }
    Some(basis)
}

/// Reports a basis that weighs the pure substance where amounts are counted and not weighed.
fn refuse_weighing_of_counts(
    own: &Table,
    measure: Option<Measure>,
    basis: Option<CountingBasis>,
    problems: &mut Problems,
) {
    let is_counted = matches!(measure, Some(Measure::Doses | Measure::Pieces));
    let is_weighed = matches!(basis, Some(CountingBasis::Pure | CountingBasis::ReferencePotency(_)));
    if let Some(node) = own.get("basis").filter(|_| is_counted && is_weighed) {
        let message = "doses and pieces are counted, and this basis weighs";
        problems.report(
            at(Code::KeysConflict, node.place, &own.path, message, "needs a unit of weight")
                .help("write  unit = \"g\",  or  basis = \"both_exceeded\"  with `pure_to` in grams"),
        );
    }
}

fn bands<'a>(own: &Table<'a>, offences: &IndexMap<String, Offence>, problems: &mut Problems) -> Vec<(Band, &'a Node)> {
    let mut bands = vec![];
    for (index, node) in own.get("bands").and_then(Node::as_list).into_iter().flatten().enumerate() {
        let table = Table::new(format!("{}.bands[{}]", own.path, index + 1), node);
        let offence = table
            .get("offence")
            .and_then(|node| known_offence(&table.path, node.as_text()?, node.place, offences, problems));
        let Some(from) = table.number("from", problems) else { continue };
        let band = Band {
            name: table.text("name", problems).map(str::to_owned),
            from,
            to: table.number("to", problems),
            pure_from: table.number("pure_from", problems),
            pure_to: table.number("pure_to", problems),
            offence,
        };
        bands.push((band, node));
    }
    bands
}

/// Reports bands that overlap, leave amounts out or have limits of pure substance where none belong.
fn check_bands(own: &Table, bands: &[(Band, &Node)], basis: Option<CountingBasis>, problems: &mut Problems) {
    let expected = own.get("bands").and_then(Node::as_list).map_or(0, <[Node]>::len);
    if expected == 0
        && let Some(node) = own.get("bands").filter(|node| node.as_list().is_some())
    {
        problems.report(
            at(Code::BandsGap, node.place, &own.path, "the table has no bands", "empty")
                .help("a table has at least one band:  bands = [{ from = 0, offence = \"possession\" }]"),
        );
    }
    if bands.len() != expected {
        return;
    }
    sequence(own, bands, "", |band| (Some(band.from), band.to), problems);
    let has_pure = |band: &Band| band.pure_from.is_some() || band.pure_to.is_some();
    let counts_both = matches!(basis, Some(CountingBasis::BothExceeded | CountingBasis::EitherExceeded));
    if counts_both {
        sequence(own, bands, "pure_", |band| (band.pure_from, band.pure_to), problems);
    } else if let (Some((_, node)), Some(_)) = (bands.iter().find(|(band, _)| has_pure(band)), basis) {
        problems.report(
            at(
                Code::KeysConflict,
                node.place,
                &own.path,
                "only one of gross and pure counts here",
                "limits of pure substance",
            )
            .help("remove `pure_from` and `pure_to`, or write  basis = \"both_exceeded\""),
        );
    }
}

fn sequence(
    own: &Table,
    bands: &[(Band, &Node)],
    word: &str,
    ends: impl Fn(&Band) -> (Option<f64>, Option<f64>),
    problems: &mut Problems,
) {
    let overlap =
        |node: &Node, message: String, label: &str| Problem::new(Code::BandsOverlap, node.place, message, label);
    let gap = |node: &Node, message: String, label: &str| Problem::new(Code::BandsGap, node.place, message, label);
    let mut before: Option<(Option<f64>, &Node)> = None;
    for (index, (band, node)) in bands.iter().enumerate() {
        let (from, to) = ends(band);
        let place = |key: &str| node.get(key).unwrap_or(node);
        let (from_key, to_key) = (format!("{word}from"), format!("{word}to"));
        let Some(from) = from else {
            let message = format!("{}.bands[{}]: `{from_key}` is missing: both amounts count", own.path, index + 1);
            problems.report(
                gap(node, message, "where does it begin?")
                    .help(format!("add  {from_key} = …  in grams of pure substance")),
            );
            return;
        };
        let name = band.name.as_deref().unwrap_or("a band without a name");
        match before {
            None if from > 0.0 => problems.report(
                gap(
                    place(&from_key),
                    format!("{}: amounts below {from} are in no band", own.path),
                    "the first band begins at 0",
                )
                .help(format!(
                    "add a band below it:  {{ from = 0, to = {from} }}; without `offence` if it was not found"
                )),
            ),
            None => {}
            Some((None, earlier)) => problems.report(
                overlap(
                    node,
                    format!("{}: {name} comes after a band that has no end", own.path),
                    "nothing is left for it",
                )
                .also(earlier.place, "no `to`")
                .help(format!("end the band before:  {to_key} = {from}")),
            ),
            Some((Some(end), earlier)) if from < end => problems.report(
                overlap(
                    place(&from_key),
                    format!("{}: amounts from {from} to {end} are in two bands", own.path),
                    "begins before the last one ends",
                )
                .also(earlier.get(&to_key).unwrap_or(earlier).place, "ends here")
                .help(format!("write  {from_key} = {end}, or end the band before at {from}")),
            ),
            Some((Some(end), earlier)) if from > end => problems.report(
                gap(
                    place(&from_key),
                    format!("{}: amounts from {end} to {from} are in no band", own.path),
                    "begins after the last one ends",
                )
                .also(earlier.get(&to_key).unwrap_or(earlier).place, "ends here")
                .help(format!(
                    "add a band between:  {{ from = {end}, to = {from} }}; it needs neither name nor offence"
                )),
            ),
            Some(_) => {}
        }
        if let Some(end) = to.filter(|end| *end <= from) {
            let message = format!("{}: {name} ends at {end}, not above its beginning at {from}", own.path);
            problems.report(
                overlap(place(&to_key), message, "empty or backwards")
                    .help("bands are written from the smallest amounts up"),
            );
        }
        before = Some((to, node));
    }
    if let Some((Some(end), node)) = before {
        let message = format!("{}: amounts above {end} are in no band", own.path);
        problems.report(gap(node.get(&format!("{word}to")).unwrap_or(node), message, "the last band has no end").help(
            format!("remove `{word}to`, or add  {{ {word}from = {end} }}; without `offence` if it was not found"),
        ));
    }
}
