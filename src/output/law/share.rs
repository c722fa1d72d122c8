//! Shares of cases by band: rows, the page for readers, and the chart along the limit.

use crate::chart::{Curve, Heading, Mark, Point, Thresholds};
use crate::language::{Language, exponent};
use crate::law::regime::{Closed, CountingBasis, Limit};
use crate::law::share::compare::{MANY, NEAR};
use crate::law::share::study::{Answer, Side, Study, Uncertain};
use crate::output::report::{Page, Style};
use crate::output::sheet::{Cell, Sheet};

const COLUMNS: [&str; 8] = ["measure", "law", "band", "law_to", "band_to", "bunching", "share", "interval"];
/// Points of the curve.
const POINTS: usize = 61;

/// Every number as a row: `measure` is share, criminalized, change, moves, assays, near, of_hundred or assay_cost.
pub fn sheet(study: &Study, answers: &[Answer], drawn: Option<&[Vec<f64>]>) -> Sheet {
    let mut rows = vec![];
    for answer in answers {
        let reacts = if answer.reacts { "with" } else { "without" };
        let mut row = |measure: &str, from: [&str; 2], to: [&str; 2], value: Uncertain| {
            rows.push(vec![
                Cell::text(measure),
                Cell::text(from[0]),
                Cell::text(from[1]),
                Cell::text(to[0]),
                Cell::text(to[1]),
                Cell::text(reacts),
                Cell::Number(value.central),
                Cell::number(value.interval.map(|(low, _)| low)),
                Cell::number(value.interval.map(|(_, high)| high)),
            ]);
        };
        let nowhere = ["", ""];
        for (side, own) in study.sides.iter().enumerate() {
            for (band, share) in own.bands.iter().zip(&answer.bands[side]) {
                row("share", [&own.name, band], nowhere, *share);
            }
            row("criminalized", [&own.name, ""], nowhere, answer.criminal[side]);
            row("assays", [&own.name, ""], nowhere, answer.assays[side]);
            row("near_a_limit", [&own.name, ""], nowhere, answer.near[side]);
            row("criminalized_of_100_cases_today", [&own.name, ""], nowhere, answer.of_hundred[side]);
            if let Some(cost) = answer.assay_cost {
                row("assay_cost_a_year", [&own.name, ""], nowhere, cost[side]);
            }
        }
        let [today, reform] = &study.sides;
        row("change_of_criminalized", [&today.name, ""], [&reform.name, ""], answer.change);
        for (band, cells) in today.bands.iter().zip(&answer.matrix) {
            for (to, share) in reform.bands.iter().zip(cells) {
                row("moves", [&today.name, band], [&reform.name, to], *share);
            }
        }
        if let Some(drawn) = drawn.filter(|_| !answer.reacts) {
            for (band, cells) in today.bands.iter().zip(drawn) {
                for (to, share) in reform.bands.iter().zip(cells) {
                    let value = Uncertain { central: *share, interval: None };
                    row("moves_simulated", [&today.name, band], [&reform.name, to], value);
                }
            }
        }
    }
    let columns = COLUMNS[..6].iter().copied().chain(["value", "p05", "p95"]).collect();
    Sheet { schema: "crimcost/law-share/1", columns, rows }
}

/// The share criminalized along the limit, for each law's way of counting.
pub fn along(study: &Study) -> Sheet {
    let limits = study.limits(POINTS);
    let mut rows = vec![];
    for (side, own) in study.sides.iter().enumerate() {
        let found = study.along(side, &limits);
        for (limit, share) in found.limits.iter().zip(found.shares) {
            rows.push(vec![
                Cell::text(own.name.as_str()),
                Cell::Number(*limit),
                Cell::Number(share.central),
                Cell::number(share.interval.map(|(low, _)| low)),
                Cell::number(share.interval.map(|(_, high)| high)),
            ]);
        }
    }
    Sheet {
        schema: "crimcost/law-share-along/1",
        columns: vec!["law", "limit_grams", "share_above", "p05", "p95"],
        rows,
    }
}

/// A share as a per cent with one decimal, and its interval.
fn percent(value: Uncertain) -> String {
    let one = |share: f64| Language::En.number(100.0 * share, 1);
    match value.interval {
        Some((low, high)) => format!("{} % ({}–{})", one(value.central), one(low), one(high)),
        None => format!("{} %", one(value.central)),
    }
}

fn money(value: Uncertain, currency: &str) -> String {
    // Two digits of what is known: of the width of the interval, or of the amount itself.
    let size = value.interval.map(|(low, high)| high - low).filter(|width| *width > 0.0).unwrap_or(value.central.abs());
    let decimals = if size > 0.0 { (1 - exponent(size)).min(0) } else { 0 };
    let one = |amount: f64| Language::En.number(amount, decimals);
    match value.interval {
        Some((low, high)) => {
            format!("{} {currency} ({}–{})", one(value.central), one(low), one(high)).replace("  ", " ")
        }
        None => format!("{} {currency}", one(value.central)),
    }
}

/// The page for readers.
pub fn page(study: &Study, answers: &[Answer], drawn: Option<&[Vec<f64>]>, style: Style) -> String {
    let mut page = Page::new(style);
    let [today, reform] = &study.sides;
    page.title(&format!(
        "Shares of cases of {}: {} and {}",
        study.substance.replace('_', " "),
        today.name,
        reform.name
    ));
    let sure = match (study.draws.len(), study.central.recorded.count()) {
        (0, Some(count)) => format!("{} past cases; 90 % intervals for so few", Language::En.number(count, 0)),
        (0, None) => "no input is uncertain".to_owned(),
        (draws, _) => format!("at the means of all inputs; 90 % of {draws} draws in brackets"),
    };
    page.line(&sure);
    for side in [today, reform] {
        page.item(&format!("{}: {}", side.name, limits(side)));
    }
    for answer in answers {
        one_answer(&mut page, study, answer, answers.len() > 1);
    }
    if let Some(drawn) = drawn {
        page.heading("Cases drawn one by one", "the same cases without a reaction, as a check");
        matrix(&mut page, study, |row, column| percent(Uncertain { central: drawn[row][column], interval: None }));
    }
    let many = answers[0].near.iter().zip(&study.sides).filter(|(near, _)| near.central > MANY);
    for (near, side) in many {
        page.gap();
        page.paragraph(&format!(
            "Warning: under {} {} of the cases lie within {:.0} % of a limit, more than {:.0} %: the result hangs on where \
             exactly the line is, and on what people and police make of it.",
            side.name,
            percent(*near),
            100.0 * NEAR,
            100.0 * MANY
        ));
    }
    if !study.has_reaction() {
        page.gap();
        page.paragraph(
            "Nobody reacts to the limits here. Police records gather just above limits in some countries, and people carry \
             less to stay below: `bunching` (--bunching) shows the reform with that.",
        );
    }
    page.finish()
}

fn one_answer(page: &mut Page, study: &Study, answer: &Answer, several: bool) {
    let [today, reform] = &study.sides;
    let remark = match (several, answer.reacts) {
        (false, _) => "",
        (true, false) => "without a reaction to the limits: a recount",
        (true, true) => "with the reaction that is assumed",
    };
    page.heading("Cases in each band", remark);
    let header: Vec<String> = ["", &today.name, &reform.name].map(str::to_owned).to_vec();
    let bands = today.bands.len().max(reform.bands.len());
    let cell =
        |side: usize, band: usize| answer.bands[side].get(band).map_or_else(String::new, |share| percent(*share));
    let mut rows: Vec<Vec<String>> = (0..bands)
        .map(|band| {
            let name = today.bands.get(band).or(reform.bands.get(band)).cloned().unwrap_or_default();
            vec![name, cell(0, band), cell(1, band)]
        })
        .collect();
    let pair = |word: &str, values: [Uncertain; 2]| vec![word.to_owned(), percent(values[0]), percent(values[1])];
    rows.push(pair("criminalized", answer.criminal));
    rows.push(pair("need an assay", answer.assays));
    rows.push(pair("near a limit", answer.near));
    if answer.reacts && study.central.response != 1.0 {
        let of = |value: Uncertain| Language::En.number(value.central, 1);
        rows.push(vec![
            "criminalized, of 100 cases today".to_owned(),
            of(answer.of_hundred[0]),
            of(answer.of_hundred[1]),
        ]);
    }
    if let Some(cost) = answer.assay_cost {
        let currency = study.currency.clone().unwrap_or_default();
        rows.push(vec!["assays in a year".to_owned(), money(cost[0], &currency), money(cost[1], &currency)]);
    }
    page.table(&header, rows, 1);
    let change = answer.change;
    let points = |value: f64| Language::En.number(100.0 * value, 1);
    let interval = change
        .interval
        .map_or_else(String::new, |(low, high)| format!(" (90 % of draws: {} to {})", points(low), points(high)));
    page.paragraph(&format!(
        "Under {} the share criminalized changes by {} percentage points{interval}.",
        reform.name,
        points(change.central)
    ));
    page.heading("Who moves", &format!("rows: {}; columns: {}; share of all cases", today.name, reform.name));
    matrix(page, study, |row, column| percent(answer.matrix[row][column]));
}

fn matrix(page: &mut Page, study: &Study, cell: impl Fn(usize, usize) -> String) {
    let [today, reform] = &study.sides;
    let header: Vec<String> = std::iter::once(String::new()).chain(reform.bands.iter().cloned()).collect();
    let rows = today.bands.iter().enumerate().map(|(row, name)| {
        let cells = (0..reform.bands.len()).map(|column| cell(row, column));
        std::iter::once(name.clone()).chain(cells).collect()
    });
    page.table(&header, rows.collect(), 1);
}

/// The limits of a law in words: "small up to 1.5 g of the mixture".
fn limits(side: &Side) -> String {
    let number = |grams: f64| format!("{grams}");
    let basis = |limit: &Limit| match limit.basis {
        CountingBasis::Pure => "of pure substance".to_owned(),
        CountingBasis::ReferencePotency(reference) => format!("at a strength of {} %", number(100.0 * reference)),
        CountingBasis::BothExceeded => {
            format!("of the mixture and {} g pure, both exceeded", number(limit.pure.unwrap_or(0.0)))
        }
        CountingBasis::EitherExceeded => format!("of the mixture or {} g pure", number(limit.pure.unwrap_or(0.0))),
        CountingBasis::Mixture | CountingBasis::DryResidue | CountingBasis::AnyAmount => "of the mixture".to_owned(),
        CountingBasis::Unspecified => "(basis not stated, read as the mixture)".to_owned(),
    };
    let upto = |(band, limit): (&String, &Limit)| {
        let word = if limit.closed == Closed::Lower { "below" } else { "up to" };
        format!("{band} {word} {} g {}", number(limit.amount), basis(limit))
    };
    let mut parts: Vec<String> = side.bands.iter().zip(&side.ruler.limits).map(upto).collect();
    parts.extend(side.bands.get(side.ruler.limits.len()).map(|last| format!("{last} above")));
    if side.ruler.limits.iter().any(|limit| limit.closed == Closed::Unstated) {
        parts.push("which end is closed is not stated: a find of exactly a limit is taken to lie below it".to_owned());
    }
    parts.join("; ")
}

/// The chart: the share criminalized along the limit, with both laws marked.
pub fn chart(study: &Study) -> Thresholds {
    let points = study.limits(POINTS);
    let alike = study.counts_alike();
    let point = |limit: f64, share: Uncertain| Point {
        limit,
        share: share.central,
        interval: share.interval.unwrap_or((share.central, share.central)),
    };
    let curve = |side: usize| {
        let found = study.along(side, &points);
        let line = found.limits.iter().zip(found.shares).map(|(limit, share)| point(*limit, share));
        Curve { name: counts(&study.sides[side]), points: line.collect() }
    };
    let curves = if alike { vec![curve(0)] } else { vec![curve(0), curve(1)] };
    let mark = |side: usize| {
        let own = &study.sides[side];
        let limit = own.ruler.limits.get(own.criminal.saturating_sub(1))?.amount;
        let share = study.along(side, &[limit]).shares[0];
        Some(Mark { name: own.name.replace('_', " "), curve: if alike { 0 } else { side }, point: point(limit, share) })
    };
    let marks: Vec<Mark> = (0..2).filter_map(mark).collect();
    let whole = |share: f64| Language::En.percent(share);
    let title = match &marks[..] {
        [today, reform] => format!(
            "{} of cases of {} are criminalized under “{}”, {} under “{}”",
            whole(today.point.share),
            study.substance.replace('_', " "),
            today.name,
            whole(reform.point.share),
            reform.name
        ),
        _ => format!("Cases of {} above a limit", study.substance.replace('_', " ")),
    };
    let heading = Heading {
        language: Language::En,
        title,
        subtitle: "Share of cases above the limit, for every limit; without a reaction of people or police".to_owned(),
        source: String::new(),
    };
    let uncertain = curves.iter().flat_map(|curve| &curve.points).any(|point| point.interval.0 < point.interval.1);
    Thresholds {
        heading,
        limits: "limit in grams (log scale)".to_owned(),
        shares: "share of cases criminalized".to_owned(),
        curves,
        marks,
        note: if uncertain { "Shaded: 90% of what the uncertain inputs allow.".to_owned() } else { String::new() },
    }
}

fn counts(side: &Side) -> String {
    let limit = side.ruler.limits.get(side.criminal.saturating_sub(1));
    match limit.map(|limit| limit.basis) {
        Some(CountingBasis::Pure) => "Pure substance".to_owned(),
        Some(CountingBasis::BothExceeded) => "Mixture and pure, both".to_owned(),
        Some(CountingBasis::EitherExceeded) => "Mixture or pure".to_owned(),
        Some(CountingBasis::ReferencePotency(_)) => "At a reference strength".to_owned(),
        Some(CountingBasis::DryResidue) => "Dry residue".to_owned(),
        _ => "Whole mixture".to_owned(),
    }
}
