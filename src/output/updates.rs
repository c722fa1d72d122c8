//! What was believed before and after counts: as a table, CSV, JSON and a chart.

use super::report::{Page, Style};
use crate::chart::{Belief, Beliefs, Heading};
use crate::language::Language;
use crate::update::learn::{DISAGREE, DISAGREE_STRONGLY};
use crate::update::{Quantity, Update, number, percent};
use serde_json::json;
use std::io;

/// The 5 %, 50 % and 95 % quantile.
fn quantiles(distribution: &crate::distribution::Distribution) -> [f64; 3] {
    [0.05, 0.5, 0.95].map(|share| distribution.quantile(share))
}

/// A number of an update as it is read: a share in per cent.
fn said(quantity: &Quantity, value: f64) -> String {
    match quantity {
        Quantity::Share => percent(value),
        Quantity::PerTime(unit) => format!("{} {unit}", number(value)),
    }
}

fn belief(quantity: &Quantity, distribution: &crate::distribution::Distribution) -> String {
    let [low, _, high] = quantiles(distribution);
    let ends = match quantity {
        Quantity::Share => format!("{} to {}", number(low * 100.0), percent(high)),
        Quantity::PerTime(_) => format!("{} to {}", number(low), number(high)),
    };
    format!("{} ({ends})", said(quantity, distribution.mean()))
}

fn verdict(update: &Update) -> &'static str {
    if update.surprise < DISAGREE_STRONGLY {
        "disagree strongly"
    } else if update.surprise < DISAGREE {
        "disagree"
    } else {
        "agree"
    }
}

/// The table for readers.
pub fn table(updates: &[Update], style: Style) -> String {
    let mut page = Page::new(style);
    page.title("Before and after the counts: mean (90 % interval)");
    let header = ["number", "before", "counted", "after", "as far out or more", "they"].map(str::to_owned);
    let rows = updates
        .iter()
        .map(|update| {
            let quantity = &update.quantity;
            vec![
                update.name.clone(),
                belief(quantity, &update.before),
                format!("{} = {}", update.seen, said(quantity, update.counted)),
                belief(quantity, &update.after),
                percent(update.surprise),
                verdict(update).to_owned(),
            ]
        })
        .collect();
    page.table(&header, rows, 4);
    page.gap();
    if updates.iter().any(|update| update.is_matched) {
        page.paragraph(
            "Ranges and limits were matched by mean and standard deviation to a beta (shares) or gamma distribution \
             (numbers per time) before the counts were added.",
        );
    }
    page.paragraph(
        "\"As far out or more\" is the probability that the belief before gave to counts like these: below 5\u{a0}% they \
         disagree, below 1\u{a0}% strongly.",
    );
    page.finish()
}

/// One row for each number.
pub fn csv(updates: &[Update]) -> io::Result<Vec<u8>> {
    let mut writer = ::csv::Writer::from_writer(vec![]);
    writer.write_record([
        "parameter",
        "unit",
        "before_mean",
        "before_p05",
        "before_p50",
        "before_p95",
        "seen",
        "counted",
        "after_mean",
        "after_p05",
        "after_p50",
        "after_p95",
        "surprise",
        "verdict",
    ])?;
    for update in updates {
        let mut cells = vec![update.name.clone(), unit(update).to_owned()];
        let of = |distribution: &crate::distribution::Distribution| {
            let mut cells = vec![distribution.mean().to_string()];
            cells.extend(quantiles(distribution).map(|value| value.to_string()));
            cells
        };
        cells.extend(of(&update.before));
        cells.extend([update.seen.clone(), update.counted.to_string()]);
        cells.extend(of(&update.after));
        cells.extend([update.surprise.to_string(), verdict(update).to_owned()]);
        writer.write_record(&cells)?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

fn unit(update: &Update) -> &str {
    match &update.quantity {
        Quantity::Share => "1",
        Quantity::PerTime(unit) => unit,
    }
}

/// The same as JSON: `crimcost/update/1`.
pub fn json(updates: &[Update]) -> String {
    let of = |distribution: &crate::distribution::Distribution| {
        let [p05, p50, p95] = quantiles(distribution);
        json!({ "mean": distribution.mean(), "sd": distribution.sd(), "p05": p05, "p50": p50, "p95": p95 })
    };
    let rows: Vec<serde_json::Value> = updates
        .iter()
        .map(|update| {
            json!({
                "parameter": update.name,
                "unit": unit(update),
                "before": of(&update.before),
                "before_is_matched": update.is_matched,
                "seen": update.seen,
                "counted": update.counted,
                "after": of(&update.after),
                "surprise": update.surprise,
                "verdict": verdict(update),
            })
        })
        .collect();
    let document = json!({ "schema": "crimcost/update/1", "updates": rows });
    let mut text = serde_json::to_string_pretty(&document).expect("the document is made of JSON values");
    text.push('\n');
    text
}

/// The chart: what was believed before, what was counted, and what is believed after.
pub fn chart(updates: &[Update], scenario: &str, language: Language) -> String {
    let beliefs: Vec<Belief> = updates
        .iter()
        .map(|update| {
            let about = update.about.in_language(language.code());
            Belief {
                name: if about.is_empty() || about.chars().count() > 60 {
                    update.name.replace('_', " ")
                } else {
                    about.to_owned()
                },
                unit: match &update.quantity {
                    Quantity::Share => None,
                    Quantity::PerTime(unit) => Some(unit.clone()),
                },
                before: with_mean(&update.before),
                after: with_mean(&update.after),
                counted: update.counted,
                seen: update.seen.clone(),
            }
        })
        .collect();
    let title = Beliefs::title(language, &beliefs);
    let heading = Heading { language, title, subtitle: scenario.to_owned(), source: String::new() };
    Beliefs { heading, beliefs }.svg()
}

fn with_mean(distribution: &crate::distribution::Distribution) -> [f64; 3] {
    let [low, _, high] = quantiles(distribution);
    [low, distribution.mean(), high]
}
