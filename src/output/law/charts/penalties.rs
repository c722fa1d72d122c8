//! Penalties of several countries on an axis of time.

use super::super::compare::Comparison;
use super::super::words::{self, shared_offence};
use super::{MOST_ROWS, capitalised, describe, heading, some_of};
use crate::chart::{Range, RangeRow, Ranges, Shade};
use crate::law::{Class, Law, Offence, Penalty, PenaltyKind, PenaltyUnit, Regime};
use crate::output::csv::number;

/// The chart of what takes liberty; `None` if no offence brings any.
pub(super) fn penalties(comparison: &Comparison) -> Option<Ranges> {
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
            // "not punished" stands beside it.
            note: if offence.class == Class::None { "" } else { words::class(offence.class) }.to_owned(),
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
    let unit = |count: f64| penalty.unit.as_ref().map_or_else(String::new, |own| words::unit(law, own, count));
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
fn penalties_title(shown: &[&(&Law, &Regime, &Offence)]) -> String {
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
            let unit = own.unit.as_ref().map_or_else(String::new, |unit| words::unit(law, unit, most));
            format!("up to {}\u{a0}{unit} of custody", number(Some(most)))
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
