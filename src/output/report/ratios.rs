//! What a unit of each outcome costs, under the outcomes.

use super::figures::{amount, plain};
use super::layout::Page;
use crate::model::Better;
use crate::results::{Ratio, Results, Standing};

/// One line for each policy and outcome that says which way it is wanted.
pub fn section(page: &mut Page, results: &Results) {
    let ratios = results.ratios();
    if ratios.is_empty() {
        return;
    }
    let baseline = &results.model.baseline().name;
    page.gap();
    page.paragraph(&format!(
        "Cost against outcome, each policy against {baseline}, from the means, at average cost, discounted:"
    ));
    table(page, results, &ratios, false);
    let increments = results.increments();
    if !increments.is_empty() {
        page.gap();
        page.paragraph("The same from the cheapest on, each against the last that nothing dominates:");
        table(page, results, &increments, true);
    }
}

fn table(page: &mut Page, results: &Results, ratios: &[Ratio], with_other: bool) {
    let currency = &results.model.settings.currency;
    let header = ["policy", "outcome", "costs more", "better by", "so"].map(str::to_owned);
    let rows = ratios
        .iter()
        .map(|ratio| {
            let against = if with_other { format!(" against {}", ratio.against) } else { String::new() };
            vec![
                format!("{}{against}", ratio.policy),
                format!("{}, {} is better", ratio.outcome.replace('_', " "), wanted(ratio)),
                amount(ratio.more_cost, None, currency),
                format!("{} {}", plain(ratio.gain), ratio.unit),
                sentence(ratio, currency),
            ]
        })
        .collect();
    page.table(&header, rows, 2);
}

fn wanted(ratio: &Ratio) -> &'static str {
    match ratio.better {
        Better::More => "more",
        Better::Less => "less",
    }
}

/// The standing in words; a ratio only where something is really traded.
fn sentence(ratio: &Ratio, currency: &str) -> String {
    let unit = if ratio.unit == "1" { "one" } else { &ratio.unit };
    let (gained, lost) = match ratio.better {
        Better::More => ("more", "fewer"),
        Better::Less => ("fewer", "more"),
    };
    let each = |money: f64| amount(money, None, currency);
    match ratio.verdict {
        Standing::Dominates => "dominates".to_owned(),
        Standing::Dominated => "dominated".to_owned(),
        Standing::ExtendedlyDominated => "extendedly dominated".to_owned(),
        Standing::CostsPerUnitGained(money) => format!("{} for each {unit} {gained}", each(money)),
        Standing::SavesPerUnitLost(money) => format!("saves {} for each {unit} {lost}", each(money)),
        Standing::NotApplicable => "n/a: nothing differs".to_owned(),
    }
}
