//! Many cases at once: one line for each, as for the countries of a sheet or the variants of a scenario.

use super::figures::{amount, interval, percent};
use super::headline::sense;
use super::known::case_name;
use super::layout::Page;
use super::{Scale, figures};
use crate::model::Model;
use crate::plan::perspective_place;
use crate::results::{Measure, MoneyColumn, Results};

/// What each policy costs and saves, case by case.
pub fn section(page: &mut Page, results: &[Results]) {
    costs(page, results);
    savings(page, results);
}

fn costs(page: &mut Page, results: &[Results]) {
    let discounted = results.iter().any(|of_case| of_case.model.settings.discount.money != 0.0);
    let sense = if discounted { "discounted" } else { "not discounted" };
    page.heading("What each policy costs", &format!("at average cost over the horizon, {sense}"));
    let header: Vec<String> =
        ["case".to_owned()].into_iter().chain(names(&results[0].model).into_iter().map(str::to_owned)).collect();
    let rows = results
        .iter()
        .map(|of_case| {
            let place = perspective_place(&of_case.model.settings.perspective);
            let cells = names(&of_case.model).into_iter().map(|policy| {
                let row = of_case.money(policy, Measure::Cost, &place, None, MoneyColumn::Average, discounted);
                let best = row.and_then(|row| Some((row.best()?, row.interval())));
                best.map_or_else(
                    || "not known".to_owned(),
                    |(best, ends)| amount(best, ends, &of_case.model.settings.currency),
                )
            });
            [marked(of_case)].into_iter().chain(cells).collect()
        })
        .collect();
    page.table(&header, rows, 1);
    if results.iter().any(|of_case| !of_case.model.incomplete.is_empty()) {
        page.paragraph("* incomplete: the sheet leaves parts of this case out; see the warnings.");
    }
}

fn savings(page: &mut Page, results: &[Results]) {
    let rows: Vec<Vec<String>> = results
        .iter()
        .flat_map(|of_case| {
            of_case.headlines().into_iter().map(move |headline| {
                let currency = &of_case.model.settings.currency;
                let (low, high) = headline.interval.unwrap_or((headline.saving, headline.saving));
                let verdict = match (low, high) {
                    (low, _) if low > 0.0 => "saves",
                    (_, high) if high < 0.0 => "costs more",
                    (low, high) if low == 0.0 && high == 0.0 => "changes nothing",
                    _ => "may save or cost",
                };
                let ends = headline.interval.filter(|(low, high)| high > low).map_or_else(String::new, |ends| {
                    let scale = Scale::of([headline.saving, ends.0, ends.1].into_iter());
                    let ends = interval(ends, figures::decimals(headline.saving, Some(ends), scale), scale);
                    // The scale of one case is not that of the next.
                    format!("{ends} {}", scale.word()).trim_end().to_owned()
                });
                vec![
                    marked(of_case),
                    headline.policy.clone(),
                    verdict.to_owned(),
                    amount(headline.saving, headline.interval, currency),
                    ends,
                    headline.share_below_zero.map_or_else(String::new, percent),
                    sense(headline.column).split(',').next().unwrap_or_default().to_owned(),
                ]
            })
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    page.heading("What is saved", &format!("against {}", results[0].model.baseline().name));
    let header = ["case", "policy", "verdict", "saving", "90 % of draws", "below zero", "sense"].map(str::to_owned);
    page.table(&header, rows, 3);
}

fn names(model: &Model) -> Vec<&str> {
    model.policies.iter().map(|policy| policy.name.as_str()).collect()
}

fn marked(results: &Results) -> String {
    let mark = if results.model.incomplete.is_empty() { "" } else { " *" };
    format!("{}{mark}", case_name(results))
}
