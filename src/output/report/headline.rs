//! What is saved, in which sense, and how sure that is.

use super::figures::{Scale, amount, cells, decimals, error, figure, names, percent, sizes, with_interval};
use super::layout::Page;
use crate::model::{Basis, CostLine, People, Policy};
use crate::results::{Headline, Measure, MoneyColumn, Place, Results};

/// Names of lines in a sentence.
const MOST_NAMES: usize = 12;

/// One block of sentences for each policy, and the cumulative savings of all of them.
pub fn section(page: &mut Page, results: &Results) {
    let headlines = results.headlines();
    if headlines.is_empty() {
        return;
    }
    let baseline = &results.model.baseline().name;
    page.heading("What is saved", &format!("against {baseline}"));
    let one_year = results.model.settings.years == 1;
    for (number, headline) in headlines.iter().enumerate() {
        block(page, results, headline);
        if !one_year || number + 1 < headlines.len() {
            page.gap();
        }
    }
    milestones(page, results, &headlines);
}

fn block(page: &mut Page, results: &Results, headline: &Headline) {
    let settings = &results.model.settings;
    page.lead(&sentence(results, headline));
    if headline.column != MoneyColumn::Average {
        let average = amount(headline.average, None, &settings.currency);
        let ratio = match headline.ratio_to_average {
            Some(ratio) if ratio >= 0.0 => format!("; this is {} of it", percent(ratio)),
            _ => String::new(),
        };
        page.paragraph(&format!("At average cost the saving would be {average}{ratio}."));
    }
    if let Some(share) = headline.share_below_zero {
        page.paragraph(&match share {
            0.0 => format!("How sure: below zero in none of {} draws.", super::figures::count(results.draws)),
            1.0 => "How sure: below zero in every draw.".into(),
            share => format!("How sure: below zero (it costs more) in {} of the draws.", percent(share)),
        });
    }
    if settings.people == People::Whole && results.draws > 0 {
        page.paragraph(
            "Every draw is what whole people, who come and go by chance, may really do: the interval holds chance as well \
             as uncertainty.",
        );
    }
    if let (Some(mcse), true) = (headline.mcse, results.draws > 0) {
        page.paragraph(&central(results, headline, mcse));
    }
    if settings.years > 1 {
        page.paragraph(&turning(results, headline));
        if let Some(text) = against_the_sum(results, headline) {
            page.paragraph(&text);
        }
    }
}

/// "referral saves 12 million GEL (90 % of draws: 3 to 20) over 5 years, in the sense …".
pub fn sentence(results: &Results, headline: &Headline) -> String {
    let settings = &results.model.settings;
    let (value, ends) = (headline.saving, headline.interval);
    let (low, high) = ends.unwrap_or((value, value));
    let years = if settings.years == 1 { "one year".to_owned() } else { format!("{} years", settings.years) };
    let policy = &headline.policy;
    let currency = &settings.currency;
    let sense = sense(headline.column);
    if low == 0.0 && high == 0.0 {
        return format!("{policy} changes nothing over {years} ({sense}).");
    }
    if low > 0.0 || ends.is_none() && value > 0.0 {
        let amount = with_interval(value, ends, currency);
        return format!("{policy} saves {amount} over {years}: {sense}.");
    }
    if high < 0.0 || ends.is_none() {
        let amount = with_interval(-value, ends.map(|(low, high)| (-high, -low)), currency);
        return format!("{policy} costs {amount} more over {years}: {sense}.");
    }
    let leaning = if value >= 0.0 { "it saves" } else { "it costs" };
    let more = if value >= 0.0 { "" } else { " more" };
    let mean = amount(value.abs(), ends, currency);
    let scale = Scale::of([low, high].into_iter());
    let decimals = decimals(value, ends, scale);
    format!(
        "{policy} may save or cost over {years}: in the mean {leaning} {mean}{more}, but 90 % of draws lie between {} \
         {}{currency} (costs more) and {} {}{currency} (saves): {sense}.",
        figure(low, decimals, scale),
        scale.word(),
        figure(high, decimals, scale),
        scale.word(),
    )
}

/// A column in words.
pub fn sense(column: MoneyColumn) -> &'static str {
    match column {
        MoneyColumn::Average => "resources released, at average cost",
        MoneyColumn::LongRun => "long-run marginal cost, once whole units have followed",
        MoneyColumn::ShortRun => "short-run marginal cost, what moves at once",
        MoneyColumn::Cashable => "cashable, what leaves the budget",
    }
}

fn central(results: &Results, headline: &Headline, mcse: f64) -> String {
    let currency = &results.model.settings.currency;
    let error = error(mcse, currency);
    let apart = (headline.central - headline.saving).abs();
    let central = amount(headline.central, headline.interval, currency);
    // Beyond four standard errors the difference is not chance.
    if apart > 4.0 * mcse && apart > 1e-9 * headline.saving.abs() {
        let apart = with_sign(headline.saving - headline.central, headline.interval, currency);
        format!(
            "With every input at its mean it is {central}. The mean of the draws lies {apart} away, which is no chance \
             (Monte Carlo error {error}): {}.{}",
            reason(results, headline),
            full(results, headline)
        )
    } else {
        format!("With every input at its mean it is {central}, the same within the Monte Carlo error of {error}.")
    }
}

/// Why the mean of the draws is not the result at the means: the inputs along which the saving bends most.
fn reason(results: &Results, headline: &Headline) -> String {
    let id = results.headline_row(headline).map(|row| row.key.id());
    let bends = results.bends.iter().find(|(of, _)| Some(of) == id.as_ref());
    let apart = headline.saving - headline.central;
    let currency = &results.model.settings.currency;
    let named: Vec<String> = bends
        .iter()
        .flat_map(|(_, bends)| bends)
        .filter(|bend| bend.adds.abs() > 0.1 * apart.abs())
        .take(3)
        .map(|bend| format!("{} ({})", bend.input, with_sign(bend.adds, headline.interval, currency)))
        .collect();
    let several = "inputs that vary together or are multiplied with each other";
    match named.as_slice() {
        [] => format!("it comes from {several}"),
        named => {
            let named = names(named, named.len());
            format!("the saving is not a straight line in {named}; the rest comes from {several}")
        }
    }
}

/// Which stages had too few places for the people of the two policies, where people are whole; empty if none had.
fn full(results: &Results, headline: &Headline) -> String {
    let model = &results.model;
    if model.settings.people != People::Whole {
        return String::new();
    }
    let compared = [&headline.policy, &model.baseline().name];
    let turned_away = |stage: &str| {
        results.rows.iter().any(|row| {
            row.key.measure == Measure::TurnedAway
                && row.key.place == Place::Stage(stage.to_owned())
                && compared.contains(&&row.key.policy)
                && row.best().is_some_and(|people| people > 0.0)
        })
    };
    let stages = model.policies.iter().flat_map(|policy| policy.stages.keys());
    let mut named: Vec<&str> = vec![];
    for stage in stages {
        if !named.contains(&stage.as_str()) && turned_away(stage) {
            named.push(stage);
        }
    }
    if named.is_empty() {
        return String::new();
    }
    format!(
        " Places are few in {}: whole people are turned away there when by chance more come than fit, which expected \
         numbers at the means do not see.",
        names(&named, named.len())
    )
}

fn with_sign(value: f64, ends: Option<(f64, f64)>, currency: &str) -> String {
    let sign = if value > 0.0 { "+" } else { "" };
    // One digit more than the saving itself has: these are small beside it.
    let ends = ends.map(|(low, high)| (low / 10.0, high / 10.0));
    format!("{sign}{}", amount(value, ends, currency))
}

fn turning(results: &Results, headline: &Headline) -> String {
    let settings = &results.model.settings;
    let last = headline.milestones.last().map(|milestone| milestone.saving);
    let calendar = |year: u32| match settings.start_year {
        1 => format!("year {year}"),
        start => format!("year {year} ({})", start + year as i32 - 1),
    };
    let end = results.cumulative(&headline.policy, headline.column).last().and_then(|row| row.best()).or(last);
    match (headline.turns_in_year, end) {
        (Some(year), Some(end)) if end > 0.0 => {
            format!("In the mean the cumulative saving turns positive in {}.", calendar(year))
        }
        (Some(year), Some(_)) => format!("In the mean the cumulative saving turns negative in {}.", calendar(year)),
        (None, Some(end)) if end > 0.0 => {
            "In the mean the cumulative saving is positive from the first year on.".into()
        }
        (None, Some(end)) if end < 0.0 => {
            "In the mean the cumulative saving is negative in every year of the horizon.".into()
        }
        (None, Some(_)) => "The cumulative saving is zero in every year.".into(),
        _ => "The years are not reported: leave out --by-year totals to see when it turns.".into(),
    }
}

/// Where the last year speaks against the sum: a horizon that ends early flatters whatever pays later.
fn against_the_sum(results: &Results, headline: &Headline) -> Option<String> {
    let settings = &results.model.settings;
    let sums: Vec<f64> =
        results.cumulative(&headline.policy, headline.column).iter().filter_map(|row| row.best()).collect();
    let [.., before, end] = sums.as_slice() else { return None };
    let last = end - before;
    if last * end >= 0.0 || last.abs() <= 1e-6 * end.abs().max(before.abs()) {
        return None;
    }
    let year = match settings.start_year {
        1 => settings.years.to_string(),
        start => (start + settings.years as i32 - 1).to_string(),
    };
    let size = amount(last.abs(), None, &settings.currency);
    let does = if last > 0.0 { format!("saves {size}") } else { format!("costs {size} more") };
    Some(format!(
        "But in the last year, {year}, it {does} in the mean: the sum rests on the years before, and what comes after the \
         horizon is not in it."
    ))
}

fn milestones(page: &mut Page, results: &Results, headlines: &[Headline]) {
    let years: Vec<u32> =
        headlines.iter().flat_map(|headline| &headline.milestones).map(|milestone| milestone.year).collect();
    if years.is_empty() || results.model.settings.years == 1 {
        return;
    }
    let rows_of = |headline: &Headline| results.cumulative(&headline.policy, headline.column);
    let scale = Scale::of(sizes(headlines.iter().flat_map(rows_of).map(Some)));
    let unit = &results.model.settings.currency;
    page.paragraph(&format!("Saved by the end of the year, all years so far, {}{unit}, not discounted:", scale.word()));
    let mut header = vec!["by the end of".to_owned()];
    for headline in headlines {
        header.extend([headline.policy.clone(), String::new()]);
    }
    let mut distinct = years;
    distinct.sort_unstable();
    distinct.dedup();
    let table = distinct
        .into_iter()
        .map(|year| {
            let mut row = vec![match results.model.settings.start_year {
                1 => format!("year {year}"),
                start => format!("year {year}, {}", start + year as i32 - 1),
            }];
            for headline in headlines {
                row.extend(cells(rows_of(headline).get(year as usize - 1).copied(), scale));
            }
            row
        })
        .collect();
    page.table(&header, table, 1);
}

/// Which senses of money are not known, and which lines keep them so.
pub fn silent_columns(page: &mut Page, results: &Results) {
    let model = &results.model;
    let lacking = |lacks: fn(&CostLine) -> bool| -> Vec<&str> {
        let mut names: Vec<&str> = vec![];
        for line in model.policies.iter().flat_map(|policy: &Policy| policy.costs.values()) {
            if lacks(line) && !names.contains(&line.name.as_str()) {
                names.push(&line.name);
            }
        }
        names
    };
    let varies = lacking(|line| line.payee.is_none() && line.basis == Basis::Average && line.varies.is_none());
    let cashable = lacking(|line| line.payee.is_none() && line.basis != Basis::Fixed && line.cashable.is_none());
    let step = lacking(|line| line.payee.is_none() && line.basis == Basis::Average && line.step.is_none());
    if varies.is_empty() && cashable.is_empty() && step.is_empty() {
        return;
    }
    page.heading("What the columns could not say", "");
    if !cashable.is_empty() {
        page.item(&format!(
            "Cashable (what leaves the budget) is not known: no `cashable` in {}.",
            names(&cashable, MOST_NAMES)
        ));
    }
    if !varies.is_empty() {
        page.item(&format!(
            "Short-run (what moves at once) is not known: no `varies` in {}.",
            names(&varies, MOST_NAMES)
        ));
    }
    if !step.is_empty() {
        page.item(&format!(
            "Long-run (whole wings and posts) is not known: no `step` in {}.",
            names(&step, MOST_NAMES)
        ));
    }
    page.item("A total over lines that are not known in a sense stays blank; nothing is filled in.");
}
