//! A study from arguments alone: a quick what-if.

use super::{Amount, ShareArguments};
use crate::cli::outcome::Failure;
use crate::codes::Code;
use crate::distribution::{Distribution, Family, QuantileColumn, from_interval};
use crate::draws::{Sampler, Uniforms};
use crate::law::regime::{CountingBasis, Table};
use crate::law::share::cases::MOST_GRAMS;
use crate::law::share::past::without_reaction;
use crate::law::share::study::{Draw, Side, Study};
use crate::law::share::{Amounts, Cases, Purity, Reaction, Ruler, Seizure};
use crate::law::{Law, Regime};
use crate::scenario::law::find;
use crate::scenario::read::laws;
use crate::scenario::seizures::{self, Columns};
use crate::scenario::sheet;
use crate::text::{Files, Problem, Problems, cause};
use indexmap::IndexMap;
use std::path::Path;

/// Draws of what is uncertain.
const DRAWS: usize = 512;
/// The seed of those draws.
const SEED: u64 = 1;

/// Makes the study that the arguments ask for.
pub fn study(arguments: &ShareArguments, all: &IndexMap<String, Law>) -> Result<Study, Failure> {
    let lacks = |what: &str, help: &str| Failure::Usage(Problem::nowhere(Code::UsageError, what).help(help));
    let Some(country) = &arguments.country else {
        return Err(lacks(
            "a scenario or a country is needed",
            "write  crimcost law share FILE.toml,  or add  --country KGZ",
        ));
    };
    let Some(substance) = &arguments.substance else {
        return Err(lacks("of which substance?", "add  --substance amphetamine"));
    };
    let law = find::country(all, country).map_err(Failure::Usage)?;
    let regime = find::regime(law, arguments.at).map_err(Failure::Usage)?;
    let substance = find::substance(law, regime, substance).map_err(Failure::Usage)?;
    let table = &regime.tables[substance];
    let today = side("today", regime, table, table)?;
    let changed = changed(arguments, table).map_err(|problem| Failure::Usage(*problem))?;
    let reform = side("reform", regime, table, &changed)?;
    let asks = [&today, &reform].into_iter().any(|side| side.ruler.needs_purity());
    let past = past(arguments)?;
    let has_purity = past.as_ref().is_some_and(|cases| cases.iter().any(|case| case.purity.is_some()));
    if past.is_none() && (arguments.median.is_none() || arguments.spread.is_none()) {
        return Err(lacks("how much do people carry?", "add  --median 3 --spread 1.2,  or  --amounts CASES.csv"));
    }
    if asks && arguments.purity.is_none() && !has_purity {
        let problem =
            Problem::nowhere(Code::BadAmounts, "the law counts pure substance, and nothing is said of purity");
        return Err(Failure::Usage(problem.help("add  --purity 0.1..0.2")));
    }
    let drawn = |amount: &Option<Amount>, name: &str| amount.as_ref().map(|amount| column(amount, name));
    let (median, spread) = (drawn(&arguments.median, "median"), drawn(&arguments.spread, "spread"));
    let (purity, purity_spread) =
        (drawn(&arguments.purity, "purity"), drawn(&arguments.purity_spread, "purity_spread"));
    let given = [&median, &spread, &purity, &purity_spread];
    let many = given.into_iter().flatten().map(Vec::len).max().unwrap_or(1);
    let reaction = Reaction {
        side: arguments.bunching.map_or(crate::law::share::Side::Above, Into::into),
        window: if arguments.bunching.is_some() { arguments.window } else { 0.0 },
        moved: if arguments.bunching.is_some() { arguments.moved } else { 0.0 },
    };
    // Number 0 is the central value, the draws follow.
    let at = |column: &Option<Vec<f64>>, number: usize| {
        column.as_ref().map(|column| if column.len() == 1 { column[0] } else { column[number] })
    };
    let draw = |number: usize| -> Result<Draw, Failure> {
        let purity = match (at(&purity, number), at(&purity_spread, number)) {
            _ if has_purity => Purity::OfTheCase,
            (Some(median), Some(spread)) if spread > 0.0 => Purity::LogOdds { median, spread },
            (Some(share), _) => Purity::Same(share),
            (None, _) => Purity::Same(1.0),
        };
        let correlation = arguments.correlation;
        let recorded = match (&past, at(&median, number), at(&spread, number)) {
            (Some(list), ..) => Cases { amounts: Amounts::List(list.clone()), purity, correlation },
            (None, Some(median), Some(spread)) => {
                Cases { amounts: Amounts::LogNormal { median, spread }, purity, correlation }
            }
            _ => return Err(lacks("how much do people carry?", "add  --median 3 --spread 1.2")),
        };
        let natural = natural(&recorded, &today.ruler, &reaction)?;
        Ok(Draw {
            natural,
            recorded,
            counted: [1.0, 1.0],
            reaction,
            response: arguments.response,
            cases_a_year: arguments.cases,
            assay: arguments.assay,
        })
    };
    Ok(Study {
        substance: substance.to_owned(),
        central: draw(0)?,
        draws: (1..many).map(draw).collect::<Result<_, _>>()?,
        sides: [today, reform],
        currency: None,
    })
}

fn side(name: &str, regime: &Regime, own: &Table, table: &Table) -> Result<Side, Failure> {
    let Some(ruler) = laws::ruler(table, 1.0) else {
        let message = format!("the table of {} counts doses or pieces, and amounts are in grams", own.substance);
        return Err(Failure::Usage(Problem::nowhere(Code::BadLaw, message)));
    };
    Ok(Side::new(name, regime, table, ruler))
}

/// Past cases without the reaction that is taken to be in them.
fn natural(recorded: &Cases, today: &Ruler, reaction: &Reaction) -> Result<Cases, Failure> {
    let Amounts::List(list) = &recorded.amounts else { return Ok(recorded.clone()) };
    let same = recorded.purity.at_scores(&[0.0]).map(|purities| purities[0]);
    let natural = without_reaction(list, today, reaction, |case| case.purity.or(same).unwrap_or(1.0));
    match natural {
        Some(list) => Ok(Cases { amounts: Amounts::List(list), ..recorded.clone() }),
        None => {
            let message = "more cases would have moved than lie on the other side of the limit";
            let problem = Problem::nowhere(Code::BadAmounts, message);
            Err(Failure::Usage(problem.help("take a smaller --moved or a wider --window")))
        }
    }
}

/// The table with the limit and the basis of the reform.
fn changed(arguments: &ShareArguments, table: &Table) -> Result<Table, Box<Problem>> {
    let wrong = |code: Code, message: String, help: &str| Box::new(Problem::nowhere(code, message).help(help));
    let mut changed = table.clone();
    let ends = table.bands.len() - 1;
    let named = |name: &String| table.bands.iter().position(|band| band.name.as_ref() == Some(name));
    let band = match &arguments.band {
        None => 0,
        Some(name) => {
            named(name).or(name.parse::<usize>().ok().and_then(|number| number.checked_sub(1))).unwrap_or(ends)
        }
    };
    if let Some(basis) = arguments.basis {
        changed.count(match (basis.into(), arguments.reference) {
            (CountingBasis::ReferencePotency(_), None) => {
                let message = "which strength are the amounts stated for?".to_owned();
                return Err(wrong(Code::UsageError, message, "add  --reference 0.02  for 2 %"));
            }
            (CountingBasis::ReferencePotency(_), Some(reference)) => CountingBasis::ReferencePotency(reference),
            (basis, _) => basis,
        });
    }
    if arguments.limit.is_some() || arguments.pure_limit.is_some() {
        if band >= ends {
            let message = format!("{} has no limit above that band", table.substance);
            return Err(wrong(Code::UnknownLaw, message, "name a band that ends with  --band NAME"));
        }
        if let Some(limit) = arguments.limit {
            changed.bands[band].to = Some(limit / table.in_grams().unwrap_or(1.0));
            changed.bands[band + 1].from = limit / table.in_grams().unwrap_or(1.0);
        }
        if let Some(limit) = arguments.pure_limit {
            changed.bands[band].pure_to = Some(limit);
            changed.bands[band + 1].pure_from = Some(limit);
        }
    }
    let limits: Vec<f64> = changed.bands.iter().filter_map(|band| band.to).collect();
    if limits.windows(2).any(|two| two[0] >= two[1]) {
        let all: Vec<String> = limits.iter().map(f64::to_string).collect();
        let message = format!("the bands would end at {}", all.join(", "));
        return Err(wrong(Code::BandsOverlap, message, "bands rise and do not overlap; name another with --band"));
    }
    let two = matches!(changed.basis, CountingBasis::BothExceeded | CountingBasis::EitherExceeded);
    if two && changed.bands[..ends].iter().any(|band| band.pure_to.is_none()) {
        let message = "two limits count, and only one is there".to_owned();
        return Err(wrong(Code::BadLaw, message, "add  --pure-limit 1,  or use a scenario for several bands"));
    }
    Ok(changed)
}

fn past(arguments: &ShareArguments) -> Result<Option<Vec<Seizure>>, Failure> {
    let Some(name) = &arguments.amounts else { return Ok(None) };
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let bytes = sheet::bytes(Path::new(name)).map_err(|error| {
        let message = format!("cannot read `{name}`: {}", cause(&error));
        Failure::Usage(Problem::nowhere(Code::Unreadable, message))
    })?;
    let columns = Columns { notes: arguments.notes.clone(), ..Columns::default() };
    match seizures::read(&bytes, name, &columns, 1.0, &mut files, &mut problems) {
        Some(cases) => Ok(Some(cases)),
        None => Err(Failure::Invalid { problems, files }),
    }
}

/// The central value and then the draws; one number alone if it is known.
fn column(amount: &Amount, name: &str) -> Vec<f64> {
    match &amount.0 {
        Err(value) => vec![*value],
        Ok(distribution) => {
            let mut draws = vec![0.0; DRAWS];
            Uniforms::new(SEED, Sampler::Stratified).stream(name, 0).fill(0, &mut draws);
            QuantileColumn::new(distribution).apply(&mut draws);
            std::iter::once(distribution.mean()).chain(draws).collect()
        }
    }
}

/// Reads `3`, `10 %`, `0.1..0.2` (limits) or `2 to 5` (a 90 % interval), between two ends.
fn amount(text: &str, low: f64, high: f64, what: &str) -> Result<Amount, String> {
    let number = |text: &str, percent: bool| -> Result<f64, String> {
        let (plain, factor) = match text.trim().strip_suffix('%') {
            Some(plain) => (plain.trim(), 0.01),
            None => (text.trim(), if percent { 0.01 } else { 1.0 }),
        };
        let value = plain.parse::<f64>().map_err(|_| format!("`{}` is not a number", text.trim()))? * factor;
        if value < 0.0 {
            return Err(format!("{what} below 0"));
        }
        if value <= low || value > high {
            return Err(format!("{what} of {}: it lies above {low} and up to {high}", text.trim()));
        }
        Ok(value)
    };
    let percent = text.trim().ends_with('%');
    let ordered =
        |low: f64, high: f64| if low < high { Ok((low, high)) } else { Err("the lower end comes first".to_owned()) };
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = ordered(number(from, percent)?, number(to, percent)?)?;
        return Ok(Amount(Ok(Distribution::Uniform { low: from, high: to })));
    }
    if let Some((from, to)) = text.split_once(" to ") {
        let (from, to) = ordered(number(from, percent)?, number(to, percent)?)?;
        let family = if high <= 1.0 { Family::Beta } else { Family::LogNormal };
        return from_interval(family, from, to, 0.9).map(|found| Amount(Ok(found))).map_err(|why| why.to_string());
    }
    Ok(Amount(Err(number(text, false)?)))
}

/// A weight in grams.
pub fn weight(text: &str) -> Result<Amount, String> {
    amount(text, 0.0, MOST_GRAMS, "a weight")
}

/// A standard deviation of a logarithm.
pub fn spread(text: &str) -> Result<Amount, String> {
    amount(text, 0.0, 10.0, "a spread")
}

/// A share of pure substance.
pub fn purity(text: &str) -> Result<Amount, String> {
    amount(text, 0.0, 1.0, "a purity")
}
