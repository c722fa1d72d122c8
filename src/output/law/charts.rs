//! The charts of a comparison: limits on an axis of grams, penalties on an axis of time.

use super::compare::{Compared, Comparison};
use super::words::{rounded, shared_offence, spaced, substance};
use crate::chart::{Heading, Range, RangeRow, Ranges, Shade};
use crate::language::Language;
use crate::law::{Class, CountingBasis, Law, Offence, Penalty, PenaltyKind, PenaltyUnit, Table};
use crate::model::Grade;
use crate::output::csv::number;

/// The most rows that a chart has.
const MOST_ROWS: usize = 40;

/// File names without ending, and the SVG of each chart; none for what nothing was found of.
pub fn charts(comparison: &Comparison) -> Vec<(String, String)> {
    let limits = limits(comparison).map(|chart| ("limits".to_owned(), chart.svg()));
    let penalties = penalties(comparison).map(|chart| ("penalties".to_owned(), chart.svg()));
    limits.into_iter().chain(penalties).collect()
}

fn limits(comparison: &Comparison) -> Option<Ranges> {
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
        let range = |band: &crate::law::Band| {
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

fn shade_of(own: &Compared, band: &crate::law::Band) -> Shade {
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
    let is_known = |band: &&crate::law::Band| shade_of(own, band) != Shade::Hatched;
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
    let amount =
        |grams: f64| if grams > 0.0 { format!("above {} g", spaced(grams)) } else { "in any amount".to_owned() };
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

/// "A", "A and B", "A and 3 other countries".
fn some_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, others @ ..] => format!("{one} and {} other countries", others.len()),
    }
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

fn penalties(comparison: &Comparison) -> Option<Ranges> {
    let offences = comparison.offences();
    let has_time = |offence: &Offence| offence.penalties.iter().any(|own| custody(own).is_some());
    let mut ids: Vec<&str> = vec![];
    for (_, _, offence) in offences.iter().filter(|(_, _, offence)| has_time(offence)) {
        if !ids.contains(&offence.id.as_str()) {
            ids.push(&offence.id);
        }
    }
    let mut shown: Vec<_> = offences.iter().filter(|(_, _, offence)| ids.contains(&offence.id.as_str())).collect();
    if shown.is_empty() {
        return None;
    }
    let left_out = shown.len().saturating_sub(MOST_ROWS);
    shown.truncate(MOST_ROWS);
    let mut before = "";
    let mut rows = vec![];
    for (law, _, offence) in &shown {
        let group = (before != offence.id).then(|| capitalised(&shared_offence(&offence.id)));
        before = &offence.id;
        let lanes: Vec<Vec<Range>> = offence
            .penalties
            .iter()
            .filter_map(|own| {
                let (shade, from, to) = custody(own)?;
                Some(vec![Range { from, to, shade, from_text: String::new(), text: length(law, own) }])
            })
            .collect();
        let empty = match (offence.class, offence.penalties.is_empty()) {
            (Class::None, _) => "not punished",
            (_, true) => "penalties not found",
            (_, false) => "no custody",
        };
        rows.push(RangeRow {
            group,
            name: law.title.in_language("en").to_owned(),
            note: super::words::class(offence.class).to_owned(),
            lanes,
            empty: empty.to_owned(),
        });
    }
    let title = penalties_title(&shown);
    let mut legend = vec![];
    for (shade, words) in
        [(Shade::Middle, "arrest"), (Shade::Strong, "prison"), (Shade::Light, "restriction of liberty")]
    {
        if rows.iter().flat_map(|row| row.lanes.iter().flatten()).any(|range| range.shade == shade) {
            legend.push((shade, words.to_owned()));
        }
    }
    let description = describe(&rows, &title, |range| {
        let kind = match range.shade {
            Shade::Middle => "arrest",
            Shade::Strong => "prison",
            Shade::Light | Shade::Pale | Shade::Hatched => "restriction of liberty",
        };
        format!("{kind} {}", range.text)
    });
    let mut notes = vec![
        "Fines, warnings and work are in the table. A range without a least length begins at the left end.".to_owned(),
    ];
    if left_out > 0 {
        notes.push(format!("{left_out} more rows are in the table."));
    }
    let ticks = [
        (1.0, "1 day"),
        (7.0, "1 week"),
        (365.25 / 12.0, "1 month"),
        (365.25, "1 year"),
        (3652.5, "10 years"),
        (9131.25, "25 years"),
    ];
    Some(Ranges {
        heading: heading(
            comparison,
            title,
            "What the law allows in time without liberty",
            shown.iter().map(|(law, _, offence)| (*law, offence.evidence.source.as_deref())),
        ),
        caption: "length; each step is a multiple of the one before".to_owned(),
        ticks: ticks.map(|(days, words)| (days, words.to_owned())).to_vec(),
        legend,
        rows,
        notes,
        description,
    })
}

/// How a penalty is drawn, with its least and greatest length in days; `None` for what takes no liberty or has no
/// length.
fn custody(penalty: &Penalty) -> Option<(Shade, f64, Option<f64>)> {
    let shade = match penalty.kind {
        PenaltyKind::Arrest => Shade::Middle,
        PenaltyKind::Prison => Shade::Strong,
        PenaltyKind::RestrictionOfLiberty => Shade::Light,
        PenaltyKind::Warning
        | PenaltyKind::Fine
        | PenaltyKind::CommunityWork
        | PenaltyKind::CorrectionalWork
        | PenaltyKind::Forfeiture
        | PenaltyKind::Treatment
        | PenaltyKind::Other => return None,
    };
    let days = penalty.unit.as_ref().and_then(PenaltyUnit::days)?;
    Some((shade, penalty.low.unwrap_or(0.0) * days, penalty.high.map(|high| high * days)))
}

fn length(law: &Law, penalty: &Penalty) -> String {
    let unit = |count: f64| penalty.unit.as_ref().map_or_else(String::new, |own| super::words::unit(law, own, count));
    match (penalty.low, penalty.high) {
        (Some(low), Some(high)) => format!("{} to {} {}", number(Some(low)), number(Some(high)), unit(high)),
        (None, Some(high)) => format!("up to {} {}", number(Some(high)), unit(high)),
        (Some(low), None) => format!("from {} {}", number(Some(low)), unit(low)),
        (None, None) => String::new(),
    }
}

/// The longest arrest or prison that an offence can bring, with its days.
fn longest(offence: &Offence) -> Option<(f64, &Penalty)> {
    let all = offence.penalties.iter().filter_map(|own| {
        let (shade, _, high) = custody(own)?;
        (shade != Shade::Light).then_some((high?, own))
    });
    all.max_by(|one, other| one.0.total_cmp(&other.0))
}

/// The finding: where the first offence that several countries have brings the longest custody, and the shortest.
fn penalties_title(shown: &[&(&Law, &crate::law::Regime, &Offence)]) -> String {
    let known = |offence: &Offence| offence.class == Class::None || !offence.penalties.is_empty();
    let of = |id: &str| {
        let own = shown.iter().filter(|(_, _, offence)| offence.id == id && known(offence));
        own.map(|(law, _, offence)| {
            let (days, penalty) = longest(offence).unzip();
            (days.unwrap_or(0.0), penalty, *law)
        })
        .collect::<Vec<_>>()
    };
    let ids = shown.iter().map(|(_, _, offence)| offence.id.as_str());
    let Some(id) = ids.clone().find(|id| of(id).len() > 1).or(ids.clone().next()) else { return String::new() };
    let mut found = of(id);
    found.sort_by(|one, other| one.0.total_cmp(&other.0));
    let what = capitalised(&shared_offence(id));
    let (Some(low), Some(high)) = (found.first(), found.last()) else { return what };
    let words = |(_, penalty, law): &(f64, Option<&Penalty>, &Law)| match penalty {
        Some(own) => {
            let most = own.high.unwrap_or_default();
            let unit = own.unit.as_ref().map_or_else(String::new, |unit| super::words::unit(law, unit, most));
            format!("up to {} {unit} of custody", number(Some(most)))
        }
        None => "no custody".to_owned(),
    };
    let at = |days: f64| {
        let names = found.iter().filter(|(own, _, _)| *own == days).map(|(_, _, law)| law.title.in_language("en"));
        some_of(&names.collect::<Vec<_>>())
    };
    if low.0 == high.0 {
        return format!("{what} can bring {} in {}", words(low), at(low.0));
    }
    format!("{what} can bring {} in {}, and {} in {}", words(high), at(high.0), words(low), at(low.0))
}

fn heading<'a>(
    comparison: &Comparison,
    title: String,
    what: &str,
    cited: impl Iterator<Item = (&'a Law, Option<&'a str>)>,
) -> Heading {
    let mut publishers: Vec<&str> = vec![];
    for source in cited.filter_map(|(law, id)| law.sources.get(id?)) {
        let publisher = source.publisher.as_str();
        if !publishers.contains(&publisher) {
            publishers.push(publisher);
        }
    }
    const MOST: usize = 5;
    let more = if publishers.len() > MOST { " …" } else { "" };
    publishers.truncate(MOST);
    let when = comparison.at.map_or("the latest regimes known".to_owned(), |at| format!("on {at}"));
    Heading {
        language: Language::En,
        title,
        subtitle: format!("{what} · {when} · not legal advice"),
        source: format!("Source: {}{more}", publishers.join("; ")),
    }
}

fn describe(rows: &[RangeRow], title: &str, words: impl Fn(&Range) -> String) -> String {
    let mut sentences = vec![format!("{title}.")];
    let mut group = "";
    for row in rows {
        if let Some(new) = &row.group {
            group = new;
        }
        let name = if group.is_empty() { row.name.clone() } else { format!("{group}, {}", row.name) };
        let ranges: Vec<String> = row.lanes.iter().flatten().map(&words).collect();
        let said = if ranges.is_empty() { row.empty.clone() } else { ranges.join("; ") };
        sentences.push(format!("{name}: {said}."));
    }
    sentences.join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
