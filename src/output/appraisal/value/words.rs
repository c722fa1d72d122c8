//! What better knowledge is worth in a sentence and a table, to policies as to columns.

use crate::appraisal::{Knowledge, Ranking};
use crate::output::charts::capitalised;
use crate::output::report::{Page, Scale, amount, count, decimals, figure, interval, percent, with_level};
use crate::statistics::Estimated;

/// Inputs in the table for readers, at most.
const MOST: usize = 15;

/// An input as the table names it.
pub struct Input<'a> {
    pub name: &'a str,
    /// How well founded it is; empty where nobody says.
    pub standing: &'a str,
    /// Who could give a better figure; absent where nobody is named.
    pub holder: Option<&'a str>,
}

/// The finding in a sentence. `names` are those of the options, doing nothing first; `unit` is empty where it is not known.
pub fn sentence(knowledge: &Knowledge, names: &[&str], unit: &str) -> String {
    let perfect = knowledge.value.perfect;
    let chosen = names[knowledge.value.chosen];
    if !perfect.is_visible() {
        return match knowledge.value.wrong {
            0.0 => format!("{chosen} is the best choice in every draw: knowing more cannot change the decision."),
            wrong => format!(
                "{chosen} is the best choice in all but {} of the draws: knowing more is worth nothing that can be told \
                 from 0.",
                percent(wrong)
            ),
        };
    }
    let each = match knowledge.people {
        Some(people) => {
            let each = amount(perfect.value / people, None, unit);
            match people.round() as usize {
                0 | 1 => format!(", {each} for each person who comes in"),
                people => format!(", {each} for each of the {} people who come in", count(people)),
            }
        }
        None => String::new(),
    };
    format!(
        "Knowing everything would be worth {}{each}: {chosen} is the choice now, and another would be better in {} of the \
         draws.",
        said(perfect, unit),
        percent(knowledge.value.wrong)
    )
}

/// What causes are ranked by, in a heading.
pub fn remark(ranking: Ranking) -> &'static str {
    match ranking {
        Ranking::Value => "by what knowing it is worth to the decision",
        Ranking::Narrowing => "by how much knowing it would narrow the result",
    }
}

/// Why inputs stand by narrowing.
pub fn why_narrowing(knowledge: &Knowledge) -> &'static str {
    match (knowledge.decides, knowledge.value.perfect.is_visible()) {
        (false, _) => "No decision is about this result",
        (true, true) => "No single input is worth anything to the decision that can be told from 0",
        (true, false) => "No decision hangs on any of them",
    }
}

/// What several inputs are worth together, most important first; nothing where there are no groups.
pub fn groups(page: &mut Page, knowledge: &Knowledge, unit: &str) {
    let size = |group: &usize| match knowledge.ranking {
        Ranking::Value => knowledge.of_group(*group).value.value,
        Ranking::Narrowing => knowledge.of_group(*group).narrowing.value,
    };
    let mut shown: Vec<usize> = (0..knowledge.groups.len()).collect();
    shown.sort_by(|a, b| size(b).total_cmp(&size(a)));
    if shown.is_empty() {
        return;
    }
    let scale = Scale::of(shown.iter().map(|group| knowledge.of_group(*group).value.interval().1));
    let is_worth = knowledge.ranking == Ranking::Value;
    let rows = shown.iter().map(|number| {
        let (group, of) = (&knowledge.groups[*number], knowledge.of_group(*number));
        let mut row = vec![group.name.clone(), count(group.causes.len())];
        if is_worth {
            row.extend(in_scale(of.value, scale));
        }
        row.push(narrowed(of.narrowing));
        row
    });
    let mut header = vec!["known together".to_owned(), "inputs".to_owned()];
    if is_worth {
        header.extend([worth_in(scale, unit), "95 %".to_owned()]);
    }
    header.push("narrows by".to_owned());
    page.gap();
    page.table(&header, rows.collect(), 1);
}

fn narrowed(narrowing: Estimated) -> String {
    if narrowing.is_visible() { percent(narrowing.value) } else { "nothing visible".to_owned() }
}

fn worth_in(scale: Scale, unit: &str) -> String {
    let of = scale.of_unit(unit);
    if of.is_empty() { "worth".to_owned() } else { format!("worth, {of}") }
}

/// Inputs of which anything is seen, most important first. Columns that no input fills are left out.
pub fn table(page: &mut Page, knowledge: &Knowledge, inputs: &[Input], unit: &str) {
    if knowledge.ranking == Ranking::Narrowing {
        page.paragraph(&format!("{}, so they stand by narrowing.", why_narrowing(knowledge)));
    }
    page.gap();
    let visible: Vec<usize> = knowledge.ranked.iter().copied().filter(|cause| knowledge.is_visible(*cause)).collect();
    if visible.is_empty() {
        return page.paragraph("No single input has a visible effect.");
    }
    let scale = Scale::of(visible.iter().take(MOST).map(|cause| knowledge.of(*cause).value.interval().1));
    let [graded, held] = [
        inputs.iter().any(|input| !input.standing.is_empty()),
        inputs.iter().any(|input| input.holder.is_some() || !input.standing.is_empty()),
    ];
    let is_worth = knowledge.ranking == Ranking::Value;
    let rows = visible.iter().take(MOST).map(|number| {
        let (input, of) = (&inputs[*number], knowledge.of(*number));
        let mut row = vec![input.name.to_owned()];
        row.extend(graded.then(|| input.standing.to_owned()));
        if is_worth {
            row.extend(in_scale(of.value, scale));
        }
        row.push(narrowed(of.narrowing));
        row.extend(held.then(|| input.holder.unwrap_or("nobody named").to_owned()));
        row
    });
    let mut header = vec!["input".to_owned()];
    header.extend(graded.then(|| "grade".to_owned()));
    if is_worth {
        header.extend([worth_in(scale, unit), "95 %".to_owned()]);
    }
    header.push("narrows by".to_owned());
    header.extend(held.then(|| "who holds it".to_owned()));
    page.table(&header, rows.collect(), 1 + usize::from(graded));
    let rest = inputs.len() - visible.len();
    let mut below = vec![];
    if visible.len() > MOST {
        below.push(format!("{} more inputs have a smaller effect", visible.len() - MOST));
    }
    if rest > 0 {
        let effect = if is_worth { "worth to this decision" } else { "effect" };
        below.push(format!("{rest} of {} inputs have no visible {effect}", inputs.len()));
    }
    if !below.is_empty() {
        page.paragraph(&format!("{}.", capitalised(&below.join("; "))));
    }
}

/// A number with its error in words: `1.2 million GEL (95 %: 1.1 to 1.3)`.
fn said(of: Estimated, unit: &str) -> String {
    let (low, high) = of.interval();
    with_level(of.value, Some((low, high)), unit, "95 %")
}

/// A number and its interval of 95 %, as two cells in a scale.
fn in_scale(of: Estimated, scale: Scale) -> [String; 2] {
    if !of.is_visible() {
        return ["nothing visible".into(), String::new()];
    }
    let (low, high) = of.interval();
    let digits = decimals(of.value, (high > low).then_some((low, high)), scale);
    let ends = if high > low { interval((low, high), digits, scale) } else { String::new() };
    [figure(of.value, digits, scale), ends]
}
