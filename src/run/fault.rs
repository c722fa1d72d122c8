//! Words for what can only be seen while running.

use super::block::BlockFault;
use super::flow::FaultKind;
use super::{GROUP, MOST_KEPT_BYTES};
use crate::codes::Code;
use crate::model::Model;
use crate::plan::Plan;
use crate::text::Problem;

/// Where a fault was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// With every input at its mean.
    Central,
    /// At values of the inputs that a question asked for.
    Asked,
    /// In a block of draws, by the number of its first.
    Draws(usize),
}

/// The problem that a fault is.
pub fn problem(model: &Model, plan: &Plan, fault: &BlockFault, found: Found) -> Problem {
    let which = |draw: usize| match found {
        Found::Draws(first) => format!(" in draw {}", first + draw + 1),
        Found::Central => " in the central case".to_owned(),
        Found::Asked => " in a case that was tried: inputs at values of their own ranges".to_owned(),
    };
    problem_at(model, plan, fault, &which(fault.draw()))
}

/// Why there is no result, without saying in which draw.
pub fn cause(model: &Model, plan: &Plan, fault: &BlockFault) -> String {
    problem_at(model, plan, fault, "").message
}

/// The problem that a fault is; `place` says where it was met.
fn problem_at(model: &Model, plan: &Plan, fault: &BlockFault, place: &str) -> Problem {
    match fault {
        BlockFault::Shares { flow, check, values, .. } => {
            let flow = &plan.flows[*flow];
            let policy = &model.policies[flow.policy];
            let check = &flow.checks[*check];
            let (stage, _) = policy.stages.get_index(check.stage).expect("checks name stages of their policy");
            let sum: f64 = values.iter().sum();
            let parts: Vec<String> =
                check.shares.iter().zip(values).map(|((to, _), value)| format!("{to} {}", short(*value))).collect();
            let below = values.iter().any(|value| *value < 0.0);
            let fault = if below { "a share is below 0".to_owned() } else { format!("shares come to {}", short(sum)) };
            Problem::nowhere(
                Code::SharesAboveOneInDraw,
                format!("policy {}, stage.{stage}: {fault}{place}", policy.name),
            )
            .note(format!("the shares there: {}", parts.join(", ")))
            .help("narrow the ranges, or give one branch the `rest` and the widest share `at_most = 1`")
        }
        BlockFault::Flow { fault, .. } => {
            let flow = &plan.flows[fault.flow];
            let policy = &model.policies[flow.policy];
            let stage = &policy.stages[flow.nodes[fault.node].stage].name;
            let year = model.settings.year_of(fault.cycle);
            let [first_value, second_value] = fault.values;
            match fault.kind {
                FaultKind::ReturnsExceedCount => Problem::nowhere(
                    Code::ReturnsExceedCountInDraw,
                    format!(
                        "policy {}, stage.{stage}: more people return than the published total allows{place}, {year}",
                        policy.name
                    ),
                )
                .note(format!(
                    "{} people return in a cycle, and all who enter are {}",
                    short(first_value),
                    short(second_value)
                ))
                .help("lower the shares that lead back to the stage, or count new people with `arrivals`"),
                FaultKind::StayBelowZero => Problem::nowhere(
                    Code::StayBelowZeroInDraw,
                    format!("policy {}, stage.{stage}: a stay is shorter than nothing{place}, {year}", policy.name),
                )
                .note(format!("it is {} days long", short(first_value * plan.cycle_days)))
                .help("give the length of stay limits or a range above 0"),
                FaultKind::TooManyToCount => Problem::nowhere(
                    Code::TooManyToCount,
                    format!(
                        "policy {}, stage.{stage}: too many people to be counted one by one{place}, {year}",
                        policy.name
                    ),
                )
                .note(format!("{first_value:.0e} people are expected in one cycle; the limit is {second_value:.0e}"))
                .help("check the unit of the count, or run it with --people cohort"),
                FaultKind::PeopleNotConserved if second_value < 0.0 => Problem::nowhere(
                    Code::PeopleNotConserved,
                    format!("policy {}: fewer than no people come{place}, {year}", policy.name),
                )
                .note(format!("{} people came", short(second_value)))
                .help("narrow what `arrivals`, `entries` or `initial` read, so that it cannot be below 0"),
                FaultKind::PeopleNotConserved => Problem::nowhere(
                    Code::PeopleNotConserved,
                    format!("policy {}: people are not conserved{place}, {year}", policy.name),
                )
                .note(format!("{} people are present, {} came", short(first_value), short(second_value)))
                .help(
                    "if the numbers of people are plausible, the mistake is ours: please report it with the scenario",
                ),
            }
        }
        BlockFault::NotFinite { result, .. } => {
            let row = plan.result_of_row.iter().position(|of_row| *of_row == Some(*result));
            let id = row.map_or_else(String::new, |row| plan.rows[row].key.id());
            Problem::nowhere(Code::NotFinite, format!("{id} is not a finite number{place}"))
                .help("look for a division by a parameter that can be 0, or the logarithm of one")
                .help("look for numbers so large that their product cannot be held")
        }
    }
}

/// Refuses a run whose kept draws would not fit.
pub fn check_memory(plan: &Plan, draws: usize) -> Result<(), Problem> {
    let kept = plan.results.iter().filter(|(_, keep)| *keep).count();
    fits(draws, kept, "results").map_err(|problem| problem.help("ask for totals only with --by-year totals"))
}

/// Refuses lists of draws that would not fit: so many, of so many of what `what` says.
pub fn fits(draws: usize, lists: usize, what: &str) -> Result<(), Problem> {
    let bytes = lists.saturating_mul(draws).saturating_mul(8);
    if bytes <= MOST_KEPT_BYTES {
        return Ok(());
    }
    let most = MOST_KEPT_BYTES / 8 / lists.max(1) / GROUP * GROUP;
    let message = format!(
        "{draws} draws of {lists} {what} would take {} GiB; the limit is {} GiB",
        bytes >> 30,
        MOST_KEPT_BYTES >> 30
    );
    Err(Problem::nowhere(Code::TooMuchMemory, message).help(format!("ask for at most {most} draws")))
}

fn short(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
