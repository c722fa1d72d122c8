//! Results as JSON: `crimcost/result/1`. Fields are only ever added within a version.

use super::record::Record;
use super::tidy::{TidyRow, Wanted, rows};
use crate::analysis::Holding;
use crate::model::{Better, Tolerance};
use crate::results::{Headline, Known, Ratio, Results, Verdict};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    run: &'a Record,
    headlines: Vec<HeadlineRecord>,
    known: Vec<KnownRecord>,
    ratios: Vec<RatioRecord>,
    increments: Vec<RatioRecord>,
    rows: Vec<TidyRow<'a>>,
}

#[derive(Serialize)]
struct HeadlineRecord {
    case: String,
    variant: String,
    policy: String,
    column: &'static str,
    saving: f64,
    p05: Option<f64>,
    p95: Option<f64>,
    share_below_zero: Option<f64>,
    mcse: Option<f64>,
    average: f64,
    ratio_to_average: Option<f64>,
    central: f64,
    milestones: Vec<Milestone>,
    turns_in_year: Option<u32>,
    rests_on_assumptions: Option<RestsRecord>,
    rests_on_gaps: Option<RestsRecord>,
}

/// What is left of a headline's spread with some inputs held at their means.
#[derive(Serialize)]
struct RestsRecord {
    share_of_variance: f64,
    p05_without: f64,
    p95_without: f64,
}

#[derive(Serialize)]
struct Milestone {
    year: u32,
    cumulative_saving: f64,
    p05: Option<f64>,
    p95: Option<f64>,
}

#[derive(Serialize)]
struct KnownRecord {
    case: String,
    variant: String,
    name: String,
    result: String,
    published: f64,
    ours: Option<f64>,
    unit: String,
    tolerance: f64,
    tolerance_is_relative: bool,
    verdict: &'static str,
    reason: Option<String>,
}

#[derive(Serialize)]
struct RatioRecord {
    case: String,
    variant: String,
    policy: String,
    /// What it is compared with.
    against: String,
    outcome: String,
    unit: String,
    better: &'static str,
    /// At average cost, discounted.
    more_cost: f64,
    gain: f64,
    verdict: &'static str,
    /// Money for each unit gained or lost; absent where one side dominates or nothing differs.
    ratio: Option<f64>,
}

/// Writes the document with a line break at its end.
pub fn write(out: &mut dyn Write, results: &[Results], record: &Record, wanted: Wanted) -> io::Result<()> {
    let mut headlines = vec![];
    let mut known = vec![];
    let (mut ratios, mut increments) = (vec![], vec![]);
    for of_case in results {
        headlines.extend(of_case.headlines().into_iter().map(|headline| headline_record(of_case, headline)));
        known.extend(of_case.known.iter().map(|known| known_record(of_case, known.clone())));
        ratios.extend(of_case.ratios().into_iter().map(|ratio| ratio_record(of_case, ratio)));
        increments.extend(of_case.increments().into_iter().map(|ratio| ratio_record(of_case, ratio)));
    }
    let rows = rows(results, wanted).collect();
    let document = Document { schema: "crimcost/result/1", run: record, headlines, known, ratios, increments, rows };
    write_pretty(out, &document)
}

/// Any record as indented JSON with a line break at its end.
pub fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

fn headline_record(results: &Results, headline: Headline) -> HeadlineRecord {
    let rests = |holding| {
        let rests = results.rests_on(&headline, holding)?;
        let (p05_without, p95_without) = rests.interval;
        Some(RestsRecord { share_of_variance: rests.share, p05_without, p95_without })
    };
    let rests_on_assumptions = rests(Holding::Assumptions);
    let rests_on_gaps = rests(Holding::Gaps);
    HeadlineRecord {
        case: results.case.clone(),
        variant: results.variant.clone(),
        policy: headline.policy,
        column: headline.column.word(),
        saving: headline.saving,
        p05: headline.interval.map(|(low, _)| low),
        p95: headline.interval.map(|(_, high)| high),
        share_below_zero: headline.share_below_zero,
        mcse: headline.mcse,
        average: headline.average,
        ratio_to_average: headline.ratio_to_average,
        central: headline.central,
        milestones: headline
            .milestones
            .into_iter()
            .map(|milestone| Milestone {
                year: milestone.year,
                cumulative_saving: milestone.saving,
                p05: milestone.interval.map(|(low, _)| low),
                p95: milestone.interval.map(|(_, high)| high),
            })
            .collect(),
        turns_in_year: headline.turns_in_year,
        rests_on_assumptions,
        rests_on_gaps,
    }
}

fn known_record(results: &Results, known: Known) -> KnownRecord {
    let (tolerance, tolerance_is_relative) = match known.tolerance {
        Tolerance::Absolute(most) => (most, false),
        Tolerance::Relative(share) => (share, true),
    };
    KnownRecord {
        case: results.case.clone(),
        variant: results.variant.clone(),
        name: known.name,
        result: known.result,
        published: known.published,
        ours: known.ours,
        unit: known.unit,
        tolerance,
        tolerance_is_relative,
        verdict: verdict_word(known.verdict),
        reason: known.reason,
    }
}

fn ratio_record(results: &Results, ratio: Ratio) -> RatioRecord {
    RatioRecord {
        case: results.case.clone(),
        variant: results.variant.clone(),
        policy: ratio.policy,
        against: ratio.against,
        outcome: ratio.outcome,
        unit: ratio.unit,
        better: match ratio.better {
            Better::More => "more",
            Better::Less => "less",
        },
        more_cost: ratio.more_cost,
        gain: ratio.gain,
        verdict: ratio.verdict.word(),
        ratio: ratio.verdict.ratio(),
    }
}

/// The word of a verdict in JSON.
pub fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "agrees",
        Verdict::Differs => "differs",
        Verdict::DoesNotReproduce => "does_not_reproduce",
        Verdict::ReproducesAfterAll => "reproduces_after_all",
        Verdict::NoSuchResult => "no_such_result",
    }
}
