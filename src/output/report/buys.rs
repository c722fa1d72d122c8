//! What the saving would buy, under the headline.

use super::figures::{Scale, cells, sizes};
use super::headline::sense;
use super::layout::Page;
use crate::results::{Headline, Measure, MoneyColumn, Place, Results, Row};

/// A table of everything that the scenario names under `[buys]`, for the saving of every headline.
pub fn section(page: &mut Page, results: &Results) {
    let buys = &results.model.buys;
    let headlines = results.headlines();
    if buys.is_empty() || headlines.is_empty() {
        return;
    }
    let spread = if results.draws > 0 { "; mean and 90 % of draws" } else { "" };
    page.heading("What the saving would buy", &format!("at the scenario's own prices{spread}"));
    let mut header = vec!["instead".to_owned(), "unit".to_owned()];
    for headline in &headlines {
        header.extend([headline.policy.clone(), String::new()]);
    }
    let rows = buys
        .values()
        .map(|buy| {
            let found: Vec<Option<&Row>> =
                headlines.iter().map(|headline| row(results, headline, &buy.name, headline.column)).collect();
            let scale = Scale::of(sizes(found.iter().copied()));
            let title = buy.title.in_language("en");
            let mut cells_of = vec![title.to_owned(), format!("{}{}", scale.word(), buy.unit.text)];
            for bought in found {
                cells_of.extend(match bought.and_then(Row::best) {
                    Some(best) if best <= 0.0 => ["nothing".to_owned(), String::new()],
                    _ => cells(bought, scale),
                });
            }
            cells_of
        })
        .collect();
    page.table(&header, rows, 2);
    for headline in &headlines {
        page.paragraph(&remark(headline));
    }
}

/// In which sense the money is there, and what the table leaves out.
fn remark(headline: &Headline) -> String {
    let policy = &headline.policy;
    if headline.saving <= 0.0 {
        return format!("{policy} saves nothing in the mean, so it buys nothing.");
    }
    let money = match headline.column {
        MoneyColumn::Cashable => "this money leaves the budget and can be spent".to_owned(),
        column => format!("{}; what of it can be spent is not known", sense(column)),
    };
    let below = match headline.interval {
        Some((low, _)) if low < 0.0 => " Below zero: what its extra cost would have bought.",
        _ => "",
    };
    format!("{policy}: {money}. Each line alone, with the whole saving.{below}")
}

/// The row of what a policy's saving buys, discounted as the headline is.
fn row<'a>(results: &'a Results, headline: &Headline, name: &str, column: MoneyColumn) -> Option<&'a Row> {
    results.rows.iter().find(|row| {
        let key = &row.key;
        key.measure == Measure::Buys
            && key.policy == headline.policy
            && key.column == Some(column)
            && key.discounted
            && matches!(&key.place, Place::Line(line) if line == name)
    })
}
