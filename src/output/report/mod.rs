//! The table on the terminal: what a run found, to be read from top to bottom.
//!
//! Plain text; colour, where wanted, only repeats what a word or a sign already says.

mod buys;
mod costs;
pub(crate) mod figures;
mod gaps;
mod headline;
mod known;
mod layout;
mod many;
mod outcomes;
mod places;
mod ratios;

pub use costs::title as place_title;
pub use figures::{
    OF_DRAWS, Scale, amount, apart, brief, count, decimals, figure, interval, names, percent, plain, with_interval,
    with_level,
};
pub use headline::sense;
pub use layout::{Page, Style, wrap};

use super::record::{Record, cycle_word, horizon_words};
use crate::model::People;
use crate::results::Results;

/// The whole table for one case or many.
pub fn report(results: &[Results], record: &Record, style: Style) -> String {
    let mut page = Page::new(style);
    head(&mut page, results, record);
    match results {
        [only] => {
            known::section(&mut page, results);
            costs::section(&mut page, only);
            headline::section(&mut page, only);
            headline::silent_columns(&mut page, only);
            buys::section(&mut page, only);
            outcomes::section(&mut page, only);
            places::section(&mut page, only);
            ratios::section(&mut page, only);
            outcomes::beyond(&mut page, only);
        }
        several => {
            known::section(&mut page, several);
            many::section(&mut page, several);
        }
    }
    if !record.warnings.is_empty() {
        page.heading("Warnings", "");
        for warning in &record.warnings {
            page.item(warning);
        }
    }
    gaps::section(&mut page, results);
    page.finish()
}

/// Title and settings: two lines, and one more if something was changed by hand.
fn head(page: &mut Page, cases: &[Results], record: &Record) {
    let results = &cases[0];
    let settings = &results.model.settings;
    let horizon = horizon_words(settings);
    let discount = &settings.discount;
    let discounting = if discount.money == 0.0 && discount.outcomes == 0.0 {
        "not discounted".to_owned()
    } else {
        format!("discounted {} (outcomes {})", figures::percent(discount.money), figures::percent(discount.outcomes))
    };
    let whole = settings.people == People::Whole;
    let draws = match &record.sampling {
        Some(sampling) => {
            let count = figures::count(sampling.draws);
            let sampler =
                if sampling.sampler == "stratified" { String::new() } else { format!(" ({})", sampling.sampler) };
            let people = if whole { " of whole people" } else { "" };
            format!("{count} draws{people}{sampler}, seed {}", sampling.seed)
        }
        None if whole => "central values only: expected numbers of people, no draws".to_owned(),
        None => "central values only, no draws".to_owned(),
    };
    let variant = match results.variant.as_str() {
        "" => String::new(),
        name => format!(" · variant {name}"),
    };
    let currency = &settings.currency;
    let prices = if cases.iter().all(|of_case| of_case.model.settings.price_year == settings.price_year) {
        format!("{currency} of {}", settings.price_year)
    } else {
        format!("{currency}, each case at the prices of its own year")
    };
    page.title(&format!("{}{variant}", settings.title.in_language("en")));
    page.line(&format!(
        "{horizon}, by the {} · {prices} · {discounting} · {} · {draws}",
        cycle_word(settings.cycle),
        record.settings.perspective
    ));
    if !record.changed_by_hand.is_empty() {
        page.line(&format!("changed by hand: {}", record.changed_by_hand.join("; ")));
    }
}
