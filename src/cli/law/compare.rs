//! `crimcost law compare`.

use super::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::codes::Code;
use crate::law::{Date, Law, Regime};
use crate::output::folder;
use crate::output::law::{self, Comparison};
use crate::scenario::law::find;
use crate::scenario::nearest::did_you_mean;
use crate::text::Problem;
use clap::Args;
use std::path::PathBuf;

/// Arguments of `law compare`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost law compare Lithuania Czechia Russia --substance cannabis\n  \
                         crimcost law compare LTU LVA EST --offence possession_small --out penalties")]
pub struct CompareArguments {
    /// Names or ISO 3166 codes; all countries if none is named
    pub countries: Vec<String>,
    /// Only this offence; repeatable
    #[arg(long = "offence", value_name = "ID")]
    pub offences: Vec<String>,
    /// Only this substance, or kind of substance; repeatable
    #[arg(long = "substance", value_name = "NAME")]
    pub substances: Vec<String>,
    /// The day; the latest regime of each country if nothing is said
    #[arg(long, value_name = "DATE")]
    pub at: Option<Date>,
    /// Write the rows and charts into a new directory
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what is in the directory
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Resolution of PNG charts in dots per inch
    #[arg(long, value_name = "DPI", default_value_t = 192, value_parser = clap::value_parser!(u16).range(24..=1200))]
    pub png_dpi: u16,
}

/// Prints laws side by side, and writes them with charts.
pub fn compare(arguments: &CompareArguments, context: &Context) -> Result<Outcome, Failure> {
    if let Some(directory) = &arguments.out {
        folder::check_free(directory, arguments.force).map_err(Failure::running)?;
    }
    let comparison = comparison(arguments, context).map_err(Failure::Usage)?;
    let rows = comparison.rows();
    let done = context.print(&rows, || comparison.page(context.style()))?;
    if let Some(directory) = &arguments.out {
        let mut files =
            vec![("laws.csv".to_owned(), rows.csv().into_bytes()), ("laws.json".to_owned(), rows.json().into_bytes())];
        for (name, svg) in law::charts(&comparison) {
            let png = crate::chart::png(&svg, f64::from(arguments.png_dpi)).map_err(|error| {
                Failure::running(Problem::nowhere(Code::CannotWrite, format!("{name}.png cannot be drawn: {error}")))
            })?;
            files.push((format!("{name}.svg"), svg.into_bytes()));
            files.push((format!("{name}.png"), png));
        }
        folder::write_files(directory, arguments.force, &files).map_err(Failure::running)?;
        context.terminal.remark(&format!("wrote {}", directory.display()));
    }
    Ok(done)
}

fn comparison<'a>(arguments: &CompareArguments, context: &'a Context) -> Result<Comparison<'a>, Problem> {
    let mut laws: Vec<&Law> = vec![];
    for word in &arguments.countries {
        let law = find::country(&context.laws, word)?;
        if !laws.iter().any(|known| known.country == law.country) {
            laws.push(law);
        }
    }
    if arguments.countries.is_empty() {
        laws = context.laws.values().collect();
    }
    let countries: Vec<(&Law, Option<&Regime>)> =
        laws.iter().map(|law| (*law, find::regime(law, arguments.at).ok())).collect();
    if countries.iter().all(|(_, regime)| regime.is_none()) {
        return Err(match laws[..] {
            [law] => find::regime(law, arguments.at).err(),
            _ => None,
        }
        .unwrap_or_else(|| {
            Problem::nowhere(Code::NoRegime, "no regime of these countries is known on that day")
                .help("crimcost law list  shows the regimes there are")
        }));
    }
    let known = || countries.iter().filter_map(|(_, regime)| *regime);
    for word in &arguments.substances {
        let has_table =
            |regime: &Regime| find::matching(regime, word).next().is_some() || find::wider(regime, word).is_some();
        if !known().any(has_table) {
            let message = format!("none of these countries has a table for `{}`", word.trim());
            let names = known().flat_map(|regime| regime.tables.keys().map(String::as_str));
            return Err(
                Problem::nowhere(Code::UnknownSubstance, message).help(did_you_mean(&find::tidy(word), unique(names)))
            );
        }
    }
    for word in &arguments.offences {
        if known().all(|regime| !regime.offences.contains_key(&find::tidy(word))) {
            let message = format!("none of these countries has an offence called `{}`", word.trim());
            let names = known().flat_map(|regime| regime.offences.keys().map(String::as_str));
            return Err(Problem::nowhere(Code::UnknownOffence, message).help(did_you_mean(word, unique(names))));
        }
    }
    // Whoever asks for substances only, or for offences only, gets no more than that.
    let only = |own: &[String], other: &[String]| own.is_empty() && !other.is_empty();
    Ok(Comparison {
        at: arguments.at,
        without_tables: only(&arguments.substances, &arguments.offences),
        without_offences: only(&arguments.offences, &arguments.substances),
        substances: arguments.substances.clone(),
        offences: arguments.offences.clone(),
        countries,
    })
}

fn unique<'a>(names: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    let mut seen: Vec<&str> = names.collect();
    seen.sort_unstable();
    seen.dedup();
    seen.into_iter()
}
