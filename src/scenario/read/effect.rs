//! Effects from studies: ratios and differences with their interval, and how well they travel.

use super::Context;
use super::fit;
use super::keys::{Table, at};
use super::value::{level, possible};
use crate::codes::Code;
use crate::distribution::Distribution;
use crate::text::Problems;

const MEASURES: [&str; 4] = ["odds_ratio", "relative_risk", "hazard_ratio", "risk_difference"];

/// Reads `effect`.
pub fn read(table: &Table, context: &Context, problems: &mut Problems) -> Option<Distribution> {
    let node = table.get("effect")?;
    let path = format!("{}.effect", table.path);
    let inner = Table::new(path.clone(), node);
    let found: Vec<&str> = MEASURES.into_iter().filter(|measure| inner.has_own(measure)).collect();
    let [measure] = found.as_slice() else {
        problems.report(
            at(Code::ValueForms, node.place, &path, "one measure of effect is needed", "none or several")
                .help(format!("give one of: {}", MEASURES.join(", "))),
        );
        return None;
    };
    let is_difference = *measure == "risk_difference";
    let estimate = inner.number(measure, problems)?;
    inner.required("interval", "[0.26, 0.68]", problems);
    let interval = inner.numbers("interval", problems)?;
    let level = if inner.has_own("level") { level(&inner, problems)? } else { 0.95 };
    let place = inner.get("interval").map_or(node.place, |node| node.place);
    let [low, high] = interval.as_slice() else {
        problems.report(at(Code::WrongType, place, &path, "an interval has two ends", "two numbers"));
        return None;
    };
    if !(low < &estimate && &estimate < high) || (!is_difference && *low <= 0.0) {
        problems.report(at(
            Code::Impossible,
            place,
            &path,
            format!("{estimate} with the interval {low} to {high}"),
            "the estimate lies inside its interval, ratios above 0",
        ));
        return None;
    }
    let transfer = match inner.get("transfer") {
        None => None,
        Some(_) => inner.number("transfer", problems),
    };
    if let Some(from) = inner.text("place", problems)
        && from != context.settings.country
        && transfer.is_none()
    {
        let key = inner.get("place").map_or(node.place, |node| node.place);
        let scale = if is_difference { "the difference itself" } else { "the log scale" };
        problems.report(
            at(
                Code::NoTransfer,
                key,
                &path,
                format!("measured in {from}, used in {}", context.settings.country),
                "another place",
            )
            .help(format!("say how much it may differ here:  transfer = 0.2  (sd on {scale})")),
        );
        return None;
    }
    let transfer = transfer.unwrap_or(0.0);
    if transfer < 0.0 {
        problems.report(at(Code::OutOfRange, node.place, &path, "`transfer` is negative", "0 or more"));
        return None;
    }
    let result = if is_difference {
        fit::difference(estimate, *low, *high, level, transfer)
    } else {
        fit::ratio(estimate, *low, *high, level, transfer)
    };
    possible(result, &inner, "interval", problems)
}
