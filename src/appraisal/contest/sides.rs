//! Who claims what: the sides of a contest.

use crate::codes::Code;
use crate::scenario::claims::Claim;
use crate::scenario::nearest::did_you_mean;
use crate::text::Problem;

/// The most contested parameters that are mixed: 256 mixtures.
pub const MOST_CONTESTED: usize = 8;

/// One other side, with one claim for each parameter that it contests.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub who: String,
    /// In the order of the file; at least one.
    pub claims: Vec<Claim>,
}

/// Every other side, or the one asked for, with claims on all parameters or on `only` some.
///
/// `wanted` is the name of a side, or how the names of several begin, who are then one side. Fails if nobody claims
/// anything, if there is no such side or claim, if a side says two things of one parameter, or if it contests more than
/// [`MOST_CONTESTED`] parameters.
pub fn sides(claims: &[Claim], wanted: Option<&str>, only: &[String]) -> Result<Vec<Side>, Problem> {
    if claims.is_empty() {
        return Err(nothing());
    }
    let mut names: Vec<&str> = vec![];
    for claim in claims {
        if !names.contains(&claim.who.as_str()) {
            names.push(&claim.who);
        }
    }
    let known = || claims.iter().map(Claim::parameter).collect::<Vec<_>>();
    if let Some(wrong) = only.iter().find(|name| !known().contains(name)) {
        let mut contested = known();
        contested.dedup();
        return Err(Problem::nowhere(Code::NothingContested, format!("nobody contests `{wrong}`"))
            .help(did_you_mean(wrong, contested.iter().map(String::as_str)))
            .help(format!("contested are: {}", contested.join(", "))));
    }
    let groups: Vec<(&str, Vec<&str>)> = match wanted {
        None => names.iter().map(|name| (*name, vec![*name])).collect(),
        Some(wanted) => {
            let exact: Vec<&str> = names.iter().copied().filter(|name| *name == wanted).collect();
            let lower = wanted.to_lowercase();
            let begins = names.iter().copied().filter(|name| name.to_lowercase().starts_with(&lower));
            let members = if exact.is_empty() { begins.collect() } else { exact };
            let name = if members.len() == 1 { members[0] } else { wanted };
            vec![(name, members)]
        }
    };
    let mut sides = vec![];
    for (who, members) in groups {
        let own: Vec<Claim> = claims
            .iter()
            .filter(|claim| members.contains(&claim.who.as_str()))
            .filter(|claim| only.is_empty() || only.contains(&claim.parameter()))
            .cloned()
            .collect();
        if !own.is_empty() {
            sides.push(side(who, own)?);
        }
    }
    if sides.is_empty() {
        let who = wanted.unwrap_or_default();
        return Err(Problem::nowhere(Code::NothingContested, format!("`{who}` claims nothing here"))
            .help(format!("the other sides are: {}", names.join("; ")))
            .help("the beginning of a name is enough:  --side Ministry"));
    }
    Ok(sides)
}

fn side(who: &str, claims: Vec<Claim>) -> Result<Side, Problem> {
    for (number, claim) in claims.iter().enumerate() {
        if let Some(first) = claims[..number].iter().find(|other| other.parameter() == claim.parameter()) {
            let parameter = claim.parameter();
            return Err(Problem::nowhere(
                Code::ClaimedTwice,
                format!("`{who}` would claim two things of `{parameter}`"),
            )
            .note(format!("{} and {} each have a value of their own", first.who, claim.who))
            .help("name one of them in full:  --side NAME"));
        }
    }
    if claims.len() > MOST_CONTESTED {
        let names: Vec<String> = claims.iter().map(Claim::parameter).collect();
        let mixtures = 1_u128.checked_shl(claims.len() as u32).map_or("too many".to_owned(), |sets| sets.to_string());
        return Err(Problem::nowhere(
            Code::TooManyContested,
            format!("{who} contests {} parameters: {mixtures} mixtures", claims.len()),
        )
        .help(format!("choose at most {MOST_CONTESTED}:  --only {}", names[..MOST_CONTESTED].join(",")))
        .note(format!("contested are: {}", names.join(", "))));
    }
    Ok(Side { who: who.to_owned(), claims })
}

fn nothing() -> Problem {
    Problem::nowhere(Code::NothingContested, "every parameter has one position only: that of the scenario")
        .help(
            "write beside a parameter, in its table form, what somebody else says it is:  \
             positions = [{ who = \"Ministry\", value = \"50 to 70 EUR/person/day | official: letter p. 2\" }]",
        )
        .help("crimcost fmt --long FILE  writes parameters in their table form")
}
