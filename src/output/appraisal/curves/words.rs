//! A decision in a sentence and two tables, of policies as of columns.

use crate::appraisal::{Decision, Weighed};
use crate::output::report::{Page, Scale, amount, decimals, figure, percent};

/// The finding in a sentence. `names` are those of the options, doing nothing first; `unit` is empty where it is not known.
pub fn sentence(decision: &Decision, names: &[&str], unit: &str) -> String {
    let said = decision.options.iter().zip(&names[1..]).map(|(option, name)| match option.curve.above_zero {
        _ if option.draws.iter().all(|draw| *draw == 0.0) => format!("{name} changes nothing"),
        1.0 => format!("{name} saves in every draw"),
        0.0 => format!("{name} saves in no draw"),
        share => format!("{name} saves with a probability of {}", percent(share)),
    });
    let said: Vec<String> = said.collect();
    let chosen = decision.money.chosen;
    let loss = decision.money.loss[chosen];
    let loss = if loss == 0.0 {
        format!("choosing {} is never wrong", names[chosen])
    } else {
        let lost = amount(loss, None, unit);
        format!("choosing {} is expected to lose {lost} against knowing best", names[chosen])
    };
    format!("{}; {loss}.", said.join(", "))
}

/// How probable each option is to save, what it saves with some probabilities, and what choosing it loses.
pub fn table(page: &mut Page, decision: &Decision, names: &[&str], unit: &str) {
    let all = decision.options.iter().flat_map(|option| option.curve.named).chain(decision.money.loss.iter().copied());
    let scale = Scale::of(all);
    let mut rows = vec![];
    for (option, name) in names.iter().enumerate() {
        let mut row = vec![(*name).to_owned()];
        let lost = decision.money.loss[option];
        match option.checked_sub(1) {
            None => row.extend(["".into(), "0".into(), "0".into(), "0".into()]),
            Some(option) => {
                let curve = &decision.options[option].curve;
                let [low, middle, high] = curve.named;
                let digits = decimals(middle, (high > low).then_some((low, high)), scale);
                row.push(percent(curve.above_zero));
                row.extend(curve.named.map(|amount| figure(amount, digits, scale)));
            }
        }
        row.push(percent(decision.money.best[option]));
        row.push(if lost == 0.0 { "0".into() } else { figure(lost, decimals(lost, None, scale), scale) });
        rows.push(row);
    }
    let header = ["", "P(saves)", "P = 95 %", "P = 50 %", "P = 5 %", "is best in", "expected loss"];
    page.table(&header.map(str::to_owned), rows, 1);
    let of = match scale.of_unit(unit) {
        of if of.is_empty() => of,
        of => format!("Amounts in {of}: "),
    };
    let said = format!("{of}the saving is larger than this with the probability P.");
    page.paragraph(&crate::output::charts::capitalised(&said));
}

/// The options over what one unit of an outcome is worth.
pub fn weighed(page: &mut Page, weighed: &Weighed, outcome: &str, names: &[&str], currency: &str) {
    page.gap();
    let per = format!("{currency} per {} of {outcome}", weighed.unit);
    if !weighed.changes {
        return page.paragraph(&format!("No policy changes {outcome}: its worth decides nothing."));
    }
    let turns = weighed.turns.iter().enumerate().map(|(number, (from, option))| match number {
        0 => format!("{} is the choice", names[*option]),
        _ => format!("from {} on {}", amount(*from, None, &per), names[*option]),
    });
    page.lead(&format!("{}.", turns.collect::<Vec<_>>().join(", ")));
    page.gap();
    let rows = weighed.points.iter().step_by((weighed.points.len() - 1) / 10).map(|point| {
        let mut row = vec![amount(point.worth, None, ""), names[point.chosen].to_owned()];
        row.extend(point.best.iter().map(|share| percent(*share)));
        row.push(amount(point.loss[point.chosen], None, currency));
        row
    });
    let mut header = vec![format!("worth, {per}"), "choice".to_owned()];
    header.extend(names.iter().map(|name| format!("{name} best")));
    header.push("expected loss".to_owned());
    page.table(&header, rows.collect(), 2);
}
