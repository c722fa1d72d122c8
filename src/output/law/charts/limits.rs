//! Limits of several countries on an axis of grams.

use super::super::compare::{Compared, Comparison};
use super::super::words::{rounded, spaced, substance};
use super::{MOST_ROWS, capitalised, describe, heading, some_of};
use crate::chart::{Range, RangeRow, Ranges, Shade};
use crate::law::{Band, Class, CountingBasis, Table};
use crate::model::Grade;

/// The chart of the limits; `None` if no table has one in grams.
pub(super) fn limits(comparison: &Comparison) -> Option<Ranges> {
    let all = comparison.tables();
    let (mut tables, others): (Vec<Compared>, Vec<Compared>) = all.into_iter().partition(|own| {
        Comparison::has_grams(own.table) && (own.table.basis == CountingBasis::AnyAmount || own.table.bands.len() > 1)
    });
    if !tables.iter().any(|own| own.table.bands.len() > 1) {
        return None;
    }
    let all = tables.len();
    let shared = |own: &Compared| tables.iter().any(|other| other.substance == own.substance && other.law != own.law);
    if comparison.substances.is_empty() && tables.iter().any(shared) {
        tables = tables.iter().copied().filter(shared).collect();
    }
    tables.truncate(MOST_ROWS);
    let left_out = all - tables.len();
    let in_grams = |table: &Table, amount: f64| rounded(amount * table.in_grams().unwrap_or(1.0));
    let ends =
        tables.iter().flat_map(|own| own.table.limits().into_iter().map(|limit| in_grams(own.table, limit.amount)));
    let ends: Vec<f64> = ends.collect();
    let (low, high) = ends.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), end| (low.min(*end), high.max(*end)));
    let several = tables.iter().any(|own| own.substance != tables[0].substance);
    let mut before = "";
    let mut rows = vec![];
    for own in &tables {
        let table = own.table;
        let group = (several && before != own.substance).then(|| capitalised(&substance(own.substance)));
        before = own.substance;
        let range = |band: &Band| {
            let from = in_grams(table, band.from);
            Range {
                from,
                to: band.to.map(|to| in_grams(table, to)),
                shade: shade_of(own, band),
                from_text: if from > 0.0 { spaced(from) } else { String::new() },
                text: String::new(),
            }
        };
        let mut note = short_basis(table);
        if let Some(grade) = Some(table.evidence.grade).filter(|grade| *grade > Grade::Official) {
            note.push_str(&format!(", {}", grade.word()));
        }
        rows.push(RangeRow {
            group,
            name: own.law.title.in_language("en").to_owned(),
            note,
            lanes: vec![table.bands.iter().map(range).collect()],
            empty: String::new(),
        });
    }
    let mut notes = vec![
        "Limits in grams stand above the bars. Where what counts differs, weights cannot be compared as they stand."
            .to_owned(),
    ];
    if !others.is_empty() {
        let names: Vec<String> = others
            .iter()
            .map(|own| format!("{} ({})", own.law.title.in_language("en"), substance(own.substance)))
            .collect();
        let names: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
        notes.push(format!("Counted in doses or pieces and not on this axis: {}.", names.join(", ")));
    }
    if left_out > 0 {
        notes.push(format!(
            "{left_out} more tables are in the rows, among them substances that only one of these countries lists."
        ));
    }
    let title = limits_title(&tables);
    let mut legend = vec![];
    for (shade, words) in [
        (Shade::Pale, "not punished"),
        (Shade::Light, "administrative"),
        (Shade::Middle, "misdemeanour"),
        (Shade::Strong, "crime"),
        (Shade::Hatched, "not found"),
    ] {
        if rows.iter().flat_map(|row| row.lanes.iter().flatten()).any(|range| range.shade == shade) {
            legend.push((shade, words.to_owned()));
        }
    }
    let description = describe(&rows, &title, |range| {
        let words = legend_word(range.shade);
        match (range.from > 0.0, range.to) {
            (false, Some(to)) => format!("{words} up to {} g", spaced(to)),
            (false, None) => format!("{words} in any amount"),
            (true, Some(to)) => format!("{words} over {} to {} g", spaced(range.from), spaced(to)),
            (true, None) => format!("{words} over {} g", spaced(range.from)),
        }
    });
    Some(Ranges {
        heading: heading(
            comparison,
            title,
            "What possession of an amount leads to",
            tables.iter().map(|own| (own.law, own.table.evidence.source.as_deref())),
        ),
        caption: "grams; each step is ten times the one before".to_owned(),
        ticks: powers_of_ten(low, high),
        legend,
        rows,
        notes,
        description,
    })
}

fn legend_word(shade: Shade) -> &'static str {
    match shade {
        Shade::Pale => "not punished",
        Shade::Light => "administrative",
        Shade::Middle => "a misdemeanour",
        Shade::Strong => "a crime",
        Shade::Hatched => "not found",
    }
}

fn shade_of(own: &Compared, band: &Band) -> Shade {
    match band.offence.as_ref().and_then(|id| own.regime.offences.get(id)).map(|offence| offence.class) {
        Some(Class::None) => Shade::Pale,
        Some(Class::Administrative) => Shade::Light,
        Some(Class::Misdemeanour) => Shade::Middle,
        Some(Class::Criminal) => Shade::Strong,
        None => Shade::Hatched,
    }
}

fn short_basis(table: &Table) -> String {
    match table.basis {
        CountingBasis::Mixture => "mixture".to_owned(),
        CountingBasis::Pure => "pure".to_owned(),
        CountingBasis::BothExceeded => "mixture, and pure too".to_owned(),
        CountingBasis::EitherExceeded => "mixture or pure".to_owned(),
        CountingBasis::ReferencePotency(_) => "at a reference strength".to_owned(),
        CountingBasis::DryResidue => "dry residue".to_owned(),
        CountingBasis::AnyAmount => "weight decides nothing".to_owned(),
        CountingBasis::Unspecified => "what counts not stated".to_owned(),
    }
}

/// The amount above which possession is a crime: 0 if any is; `None` if it was not found.
fn crime_above(own: &Compared) -> Option<f64> {
    let is_known = |band: &&Band| shade_of(own, band) != Shade::Hatched;
    let first = own.table.bands.iter().position(|band| shade_of(own, band) == Shade::Strong)?;
    own.table.bands[..first]
        .iter()
        .all(|band| is_known(&band))
        .then(|| rounded(own.table.bands[first].from * own.table.in_grams().unwrap_or(1.0)))
}

/// The finding: where possession of the substance with the widest spread becomes a crime first and last.
fn limits_title(tables: &[Compared]) -> String {
    let mut substances: Vec<&str> = tables.iter().map(|own| own.substance).collect();
    substances.dedup();
    let of = |substance: &str| {
        let own = tables.iter().filter(|own| own.substance == substance);
        let mut found: Vec<(f64, &str)> =
            own.filter_map(|own| Some((crime_above(own)?, own.law.title.in_language("en")))).collect();
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found
    };
    // From any amount to some amount is wider than from one amount to another.
    let spread = |found: &[(f64, &str)]| match (found.first(), found.last()) {
        (Some((low, _)), Some((high, _))) if found.len() > 1 && high > low => high / low.max(1e-9),
        _ => 0.0,
    };
    let found = substances.iter().map(|substance| (*substance, of(substance))).filter(|(_, found)| !found.is_empty());
    let Some((name, found)) = found.max_by(|one, other| spread(&one.1).total_cmp(&spread(&other.1))) else {
        return "From which amount on possession is a crime was not found".to_owned();
    };
    let substance = substance(name);
    let amount = |grams: f64| {
        if grams > 0.0 {
            format!("above {}\u{a0}g", spaced(grams).replace(' ', "\u{a0}"))
        } else {
            "in any amount".to_owned()
        }
    };
    let (low, high) = (found[0].0, found[found.len() - 1].0);
    let at = |grams: f64| {
        let names: Vec<&str> = found.iter().filter(|(own, _)| *own == grams).map(|(_, name)| *name).collect();
        some_of(&names)
    };
    if low == high {
        return format!("Possession of {substance} is a crime {} in {}", amount(low), at(low));
    }
    format!(
        "Possession of {substance} is a crime {} in {}, but only {} in {}",
        amount(low),
        at(low),
        amount(high),
        at(high)
    )
}

/// From the power of ten below the lowest limit to the one above the highest.
fn powers_of_ten(low: f64, high: f64) -> Vec<(f64, String)> {
    let mut power = -9;
    let of = |power: i32| format!("1e{power}").parse::<f64>().unwrap_or(1.0);
    while of(power + 1) < low {
        power += 1;
    }
    let mut ticks = vec![];
    loop {
        let value = of(power);
        ticks.push((value, spaced(value)));
        if value > high || power > 9 {
            return ticks;
        }
        power += 1;
    }
}
