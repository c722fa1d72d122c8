//! Ids of results: `policy/measure/place/year`, with a column and `discounted` where they apply.

use crate::codes::Code;
use crate::model::{Buy, Policy, Settings};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Place, Problem, Problems};
use indexmap::IndexMap;

const MEASURES: [&str; 10] = [
    "entries",
    "people",
    "turned_away",
    "beyond_horizon",
    "cost",
    "saving",
    "cumulative_saving",
    "outcome",
    "outcome_change",
    "buys",
];
const COLUMNS: [&str; 3] = ["short_run", "long_run", "cashable"];
const LEVELS: [&str; 5] = ["state", "municipality", "donor", "insurer", "household"];

/// Checks that a result of this name can exist.
pub fn result_id(
    id: &str,
    place: Place,
    path: &str,
    settings: &Settings,
    policies: &[Policy],
    buys: &IndexMap<String, Buy>,
    problems: &mut Problems,
) {
    if let Err((message, help)) = find(id, settings, policies, buys) {
        problems.report(
            Problem::new(Code::UnknownResult, place, format!("{path}: {message}"), "the scenario has no such result")
                .help(help),
        );
    }
}

fn find(
    id: &str,
    settings: &Settings,
    policies: &[Policy],
    buys: &IndexMap<String, Buy>,
) -> Result<(), (String, String)> {
    let parts: Vec<&str> = id.split('/').collect();
    let [policy, measure, place, year, rest @ ..] = parts.as_slice() else {
        return Err((
            format!("`{id}` is not the id of a result"),
            "write policy/measure/place/year, such as  testing/entries/fined/2014".to_owned(),
        ));
    };
    let Some(policy) = policies.iter().find(|other| other.name == *policy) else {
        let names = policies.iter().map(|policy| policy.name.as_str());
        return Err((format!("no policy called `{policy}`"), did_you_mean(policy, names)));
    };
    let stages = || policy.stages.keys().map(String::as_str);
    let known: Vec<String> = match *measure {
        "entries" | "people" | "beyond_horizon" => stages().map(str::to_owned).collect(),
        "turned_away" => {
            policy.stages.values().filter(|stage| stage.capacity.is_some()).map(|stage| stage.name.clone()).collect()
        }
        "cost" | "saving" | "cumulative_saving" => money_places(policies),
        "outcome" | "outcome_change" => policies.iter().flat_map(|policy| policy.outcomes.keys()).cloned().collect(),
        "buys" => buys.keys().cloned().collect(),
        other => {
            return Err((format!("no measure called `{other}`"), did_you_mean(other, MEASURES.into_iter())));
        }
    };
    if !known.iter().any(|name| name == place) {
        let help = did_you_mean(place, known.iter().map(String::as_str));
        return Err((format!("`{measure}` has no place `{place}`"), help));
    }
    let last = settings.start_year + settings.years as i32 - 1;
    let is_year = year.parse::<i32>().is_ok_and(|year| (settings.start_year..=last).contains(&year));
    if *year != "all" && !is_year {
        return Err((
            format!("`{year}` is not a year of the run"),
            format!("write a year from {} to {last}, or `all`", settings.start_year),
        ));
    }
    let rest = match rest {
        [rest @ .., group]
            if group.strip_prefix("group:").is_some_and(|name| settings.groups.iter().any(|g| g == name)) =>
        {
            rest
        }
        rest => rest,
    };
    let rest = rest.strip_suffix(&["discounted"]).unwrap_or(rest);
    match rest {
        [] => Ok(()),
        [column] if COLUMNS.contains(column) => Ok(()),
        [column, ..] => Err((
            format!("no column called `{column}`"),
            did_you_mean(column, COLUMNS.into_iter().chain(["discounted"])),
        )),
    }
}

fn money_places(policies: &[Policy]) -> Vec<String> {
    let mut places = vec!["public".to_owned(), "society".to_owned()];
    if policies.iter().any(|policy| policy.deadweight.is_some()) {
        places.push("deadweight".to_owned());
    }
    places.extend(LEVELS.iter().map(|level| format!("level:{level}")));
    for line in policies.iter().flat_map(|policy| policy.costs.values()) {
        places.push(line.name.clone());
        places.push(format!("category:{}", line.category));
        places.push(format!("payer:{}", line.payer));
        places.extend(line.payee.iter().map(|payee| format!("payer:{payee}")));
    }
    places
}
