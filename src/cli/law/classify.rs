//! `crimcost law classify`.

use super::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::codes::Code;
use crate::law::{Date, Find, Law, Measure, Regime, Verdict};
use crate::output::law::Classified;
use crate::scenario::law::find;
use crate::scenario::nearest::did_you_mean;
use crate::text::Problem;
use clap::Args;

/// The most that anybody is found with: ten tonnes.
const MOST_GRAMS: f64 = 1e7;
/// The most pieces or doses.
const MOST_PIECES: f64 = 1e8;
/// The longest time since an earlier case: a hundred years.
const MOST_MONTHS: f64 = 1200.0;

/// Arguments of `law classify`.
#[derive(Args, Clone, Debug)]
#[command(
    before_help = "Examples:\n  crimcost law classify --country KGZ --at 2019-10-01 --substance amphetamine --grams 0.8\n  \
                         crimcost law classify --country Czechia --substance cannabis_herb --grams 12 --purity 6%\n  \
                         crimcost law classify --country HUN --offence possession_small --priors-within 20"
)]
pub struct ClassifyArguments {
    /// Name or ISO 3166 code
    #[arg(long, value_name = "COUNTRY")]
    pub country: String,
    /// The day of the case; the latest regime if nothing is said
    #[arg(long, value_name = "DATE")]
    pub at: Option<Date>,
    /// The substance, as the country's tables name it
    #[arg(long, value_name = "NAME", required_unless_present = "offence")]
    pub substance: Option<String>,
    /// The offence, in place of a substance and its amount
    #[arg(long, value_name = "ID", conflicts_with_all = ["substance", "grams", "pieces", "doses", "purity"])]
    pub offence: Option<String>,
    /// Weight as found
    #[arg(long, value_name = "GRAMS", allow_negative_numbers = true)]
    pub grams: Option<f64>,
    /// Tablets, plants, mushrooms
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub pieces: Option<f64>,
    /// Usual doses
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub doses: Option<f64>,
    /// Share of pure substance: 0.3 or 30%
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true)]
    pub purity: Option<String>,
    /// Months since the person's earlier case
    #[arg(long, value_name = "MONTHS", allow_negative_numbers = true)]
    pub priors_within: Option<f64>,
}

/// Prints what a find falls under.
pub fn classify(arguments: &ClassifyArguments, context: &Context) -> Result<Outcome, Failure> {
    let find = find_of(arguments).map_err(Failure::Usage)?;
    let classified = classified(arguments, &find, context).map_err(Failure::Usage)?;
    context.print(&classified.rows(), || classified.page(context.style()))
}

fn classified<'a>(
    arguments: &'a ClassifyArguments,
    find: &'a Find,
    context: &'a Context,
) -> Result<Classified<'a>, Problem> {
    let law = find::country(&context.laws, &arguments.country)?;
    let regime = find::regime(law, arguments.at)?;
    let at = arguments.at;
    if let Some(id) = &arguments.offence {
        let verdicts = vec![verdict_of_offence(law, regime, id, find)?];
        return Ok(Classified { law, regime, at, find, table: None, substance: id, verdicts });
    }
    let word = arguments.substance.as_deref().unwrap_or_default();
    let substance = find::substance(law, regime, word)?;
    let table = &regime.tables[substance];
    let placed = table.place(find).map_err(|missing| other_measure(law, substance, missing.measure, find))?;
    let verdicts = placed.bands.iter().map(|band| regime.verdict(band, find)).collect();
    let is_wider = substance == "any" || find::wider(regime, word) == Some(substance);
    let substance = if is_wider { word } else { substance };
    Ok(Classified { law, regime, at, find, table: Some((table, placed)), substance, verdicts })
}

fn verdict_of_offence<'a>(law: &Law, regime: &'a Regime, id: &str, find: &Find) -> Result<Verdict<'a>, Problem> {
    let Some(offence) = regime.offences.get(&find::tidy(id)) else {
        let title = law.title.in_language("en");
        let message = format!("{title} has no offence called `{id}` in {}", regime.id);
        let known = regime.offences.keys().map(String::as_str);
        return Err(Problem::nowhere(Code::UnknownOffence, message).help(did_you_mean(id, known)));
    };
    Ok(regime.verdict_of(Some(offence), find))
}

fn other_measure(law: &Law, substance: &str, measure: Measure, find: &Find) -> Problem {
    let title = law.title.in_language("en");
    let (counts, flag) = match measure {
        Measure::Grams | Measure::DailyAmounts { .. } => ("grams", "--grams"),
        Measure::Doses => ("usual doses", "--doses"),
        Measure::Pieces => ("pieces", "--pieces"),
    };
    let nothing = find.grams.is_none() && find.pieces.is_none() && find.doses.is_none();
    let what = if substance == "any" { "any substance".to_owned() } else { substance.replace('_', " ") };
    let message = if nothing {
        format!("how much? {title} counts {what} in {counts}")
    } else {
        format!("{title} counts {what} in {counts}, and none were given")
    };
    Problem::nowhere(Code::BadAmount, message).help(format!("say how many with  {flag} N"))
}

/// What was found, as far as it can be.
fn find_of(arguments: &ClassifyArguments) -> Result<Find, Problem> {
    let amount = |flag: &str, value: Option<f64>, most: f64, unit: &str| match value {
        None => Ok(None),
        Some(value) if value > 0.0 && value <= most => Ok(Some(value)),
        Some(value) if value > most => {
            let message = format!("{flag} {value}: nobody is found with that much");
            Err(Problem::nowhere(Code::BadAmount, message).help(format!("at most {most} {unit}")))
        }
        Some(value) => {
            let message = format!("{flag} {value}: an amount is above 0");
            Err(Problem::nowhere(Code::BadAmount, message).help(format!("for example  {flag} 0.8")))
        }
    };
    Ok(Find {
        grams: amount("--grams", arguments.grams, MOST_GRAMS, "g, ten tonnes")?,
        pieces: amount("--pieces", arguments.pieces, MOST_PIECES, "pieces")?,
        doses: amount("--doses", arguments.doses, MOST_PIECES, "doses")?,
        purity: arguments.purity.as_deref().map(purity).transpose()?,
        months_since_last: months(arguments.priors_within)?,
    })
}

fn months(value: Option<f64>) -> Result<Option<f64>, Problem> {
    match value {
        Some(months) if !(0.0..=MOST_MONTHS).contains(&months) => {
            let message = format!("--priors-within {months}: months since an earlier case");
            Err(Problem::nowhere(Code::BadAmount, message).help(format!("a number from 0 to {MOST_MONTHS}")))
        }
        other => Ok(other),
    }
}

/// A share as `0.3` or `30%`, above 0 and at most 1.
fn purity(text: &str) -> Result<f64, Problem> {
    let (number, hundred) = match text.trim().strip_suffix('%') {
        Some(number) => (number.trim(), 100.0),
        None => (text.trim(), 1.0),
    };
    match number.parse::<f64>() {
        Ok(number) if number > 0.0 && number <= hundred => Ok(number / hundred),
        Ok(number) if hundred == 1.0 && number > 1.0 && number <= 100.0 => {
            let message = format!("--purity {text}: a purity is above 0 and at most 1");
            Err(Problem::nowhere(Code::BadPurity, message)
                .help(format!("for {number} percent write  --purity {number}%")))
        }
        _ => {
            let message = format!("--purity {text}: a purity is above 0 and at most 100 %");
            Err(Problem::nowhere(Code::BadPurity, message).help("for example  --purity 0.3  or  --purity 30%"))
        }
    }
}
