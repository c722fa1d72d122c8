//! `crimcost law share`: which share of cases lies in each band, today and under a reform.

mod from_file;
mod from_flags;

use super::Context;
use crate::cli::arguments::Format;
use crate::cli::outcome::{Failure, Outcome, print};
use crate::codes::Code;
use crate::distribution::Distribution;
use crate::law::Date;
use crate::law::regime::CountingBasis;
use crate::law::share::{Side, simulate, study::Study};
use crate::output::{folder, law::share as report};
use crate::text::Problem;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of `law share`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost law share scenarios/kyrgyzstan-amounts.toml\n  \
                         crimcost law share scenarios/kyrgyzstan-amounts.toml --reform three_grams --out shares\n  \
                         crimcost law share --country KGZ --at 2019-10-01 --substance amphetamine --median \"0.5 to 5\" \
                         --spread 1.7 --purity 0.1..0.2 --basis pure")]
pub struct ShareArguments {
    /// A scenario with [law] and [amounts]; without it the arguments say everything
    pub file: Option<PathBuf>,
    /// The law of today: a name in the scenario's [law]; its first one if nothing is said
    #[arg(long, value_name = "NAME", requires = "file")]
    pub today: Option<String>,
    /// The law to compare with; the scenario's second one if nothing is said
    #[arg(long, value_name = "NAME", requires = "file")]
    pub reform: Option<String>,
    /// Set a parameter of the scenario by hand: name=value; repeatable
    #[arg(long = "set", value_name = "NAME=VALUE", requires = "file")]
    pub sets: Vec<String>,
    /// Whose law, without a scenario
    #[arg(long, conflicts_with = "file")]
    pub country: Option<String>,
    /// The day; the latest regime if nothing is said
    #[arg(long, value_name = "DATE", conflicts_with = "file")]
    pub at: Option<Date>,
    /// The substance
    #[arg(long)]
    pub substance: Option<String>,
    /// Past cases: the name of a scenario's [amounts], or a CSV with the column amount (grams), or from, to and count
    #[arg(long, value_name = "NAME|FILE.csv")]
    pub amounts: Option<String>,
    /// A column of the CSV that is left alone; repeatable
    #[arg(long, value_name = "COLUMN", conflicts_with = "file")]
    pub notes: Vec<String>,
    /// Median grams: 3, 2..5 (limits) or "2 to 5" (90 % interval)
    #[arg(long, value_name = "GRAMS", value_parser = from_flags::weight, conflicts_with_all = ["file", "amounts"],
          allow_hyphen_values = true)]
    pub median: Option<Amount>,
    /// Standard deviation of the log of the grams
    #[arg(long, value_name = "SPREAD", value_parser = from_flags::spread, conflicts_with_all = ["file", "amounts"],
          allow_hyphen_values = true)]
    pub spread: Option<Amount>,
    /// Share of pure substance: 0.13, 13%, 0.1..0.2; the median if it differs between cases
    #[arg(long, value_name = "SHARE", value_parser = from_flags::purity, conflicts_with = "file", allow_hyphen_values = true)]
    pub purity: Option<Amount>,
    /// How purity differs between cases: the standard deviation of its log-odds
    #[arg(long, value_name = "SPREAD", value_parser = from_flags::spread, conflicts_with = "file", requires = "purity")]
    pub purity_spread: Option<Amount>,
    /// Correlation of the normal scores of amount and purity
    #[arg(long, value_name = "RHO", default_value_t = 0.0, value_parser = inner(-0.999, 0.999), conflicts_with = "file",
          allow_hyphen_values = true)]
    pub correlation: f64,
    /// The limit of the reform in grams
    #[arg(long, value_name = "GRAMS", value_parser = inner(0.0, 1e7), conflicts_with = "file", allow_hyphen_values = true)]
    pub limit: Option<f64>,
    /// The limit of pure substance of the reform in grams, where both count
    #[arg(long, value_name = "GRAMS", value_parser = inner(0.0, 1e7), conflicts_with = "file", allow_hyphen_values = true)]
    pub pure_limit: Option<f64>,
    /// The band whose upper limit moves, by name or number; the first if nothing is said
    #[arg(long, value_name = "BAND", conflicts_with = "file")]
    pub band: Option<String>,
    /// What counts under the reform
    #[arg(long, conflicts_with = "file")]
    pub basis: Option<Basis>,
    /// The strength that amounts are stated for, with --basis reference-potency
    #[arg(long, value_name = "SHARE", value_parser = inner(0.0, 1.0), conflicts_with = "file")]
    pub reference: Option<f64>,
    /// Cases near a limit end up just above it (recorded so) or just below it (people carry less)
    #[arg(long, value_name = "SIDE", conflicts_with = "file")]
    pub bunching: Option<Gathers>,
    /// How far from the limit those cases come, as a part of it
    #[arg(long, value_name = "PART", default_value_t = 0.2, value_parser = inner(0.0, 0.999), requires = "bunching")]
    pub window: f64,
    /// The share of the cases within the window that move
    #[arg(long, value_name = "SHARE", default_value_t = 0.25, value_parser = inner(0.0, 0.999), requires = "bunching")]
    pub moved: f64,
    /// Cases under the reform for each of today: what police make of the new law
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = inner(0.0, 100.0), conflicts_with = "file")]
    pub response: f64,
    /// Cases in a year
    #[arg(long, value_name = "N", value_parser = inner(0.0, 1e9), conflicts_with = "file")]
    pub cases: Option<f64>,
    /// What an assay costs
    #[arg(long, value_name = "MONEY", value_parser = inner(0.0, 1e9), conflicts_with = "file")]
    pub assay: Option<f64>,
    /// Draw so many cases one by one as well, as a check
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub simulate: Option<u64>,
    /// Seed of the simulated cases
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Write the table and the chart into a new directory
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what is in the directory
    #[arg(long, requires = "out")]
    pub force: bool,
    /// Resolution of the PNG chart in dots per inch
    #[arg(long, value_name = "DPI", default_value_t = 192, value_parser = clap::value_parser!(u16).range(24..=1200))]
    pub png_dpi: u16,
}

/// A number, or what it may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount(Result<Distribution, f64>);

/// What counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Basis {
    Mixture,
    Pure,
    BothExceeded,
    EitherExceeded,
    ReferencePotency,
}

impl From<Basis> for CountingBasis {
    fn from(basis: Basis) -> CountingBasis {
        match basis {
            Basis::Mixture => CountingBasis::Mixture,
            Basis::Pure => CountingBasis::Pure,
            Basis::BothExceeded => CountingBasis::BothExceeded,
            Basis::EitherExceeded => CountingBasis::EitherExceeded,
            Basis::ReferencePotency => CountingBasis::ReferencePotency(1.0),
        }
    }
}

/// On which side of a limit cases gather.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Gathers {
    Above,
    Below,
}

impl From<Gathers> for Side {
    fn from(gathers: Gathers) -> Side {
        match gathers {
            Gathers::Above => Side::Above,
            Gathers::Below => Side::Below,
        }
    }
}

/// A number above `low` and up to `high`.
fn inner(low: f64, high: f64) -> impl Fn(&str) -> Result<f64, String> + Clone {
    move |text: &str| match text.trim().parse::<f64>() {
        Ok(number) if (number > low || (low < 0.0 && number == low)) && number <= high => Ok(number),
        _ => Err(format!("a number above {low} and up to {high}")),
    }
}

/// Prints the shares, and writes them if a directory is named.
pub fn share(arguments: &ShareArguments, context: &Context) -> Result<Outcome, Failure> {
    if let Some(directory) = &arguments.out {
        folder::check_free(directory, arguments.force).map_err(Failure::Usage)?;
    }
    let study = match &arguments.file {
        Some(file) => from_file::study(file, arguments, context.terminal)?,
        None => from_flags::study(arguments, &context.laws)?,
    };
    let answers = study.answers();
    let drawn = arguments.simulate.map(|count| drawn(&study, count, arguments.seed));
    let sheet = report::sheet(&study, &answers, drawn.as_deref());
    if let Some(directory) = &arguments.out {
        let svg = report::chart(&study).svg();
        let png = crate::chart::png(&svg, f64::from(arguments.png_dpi)).map_err(|error| {
            Failure::running(Problem::nowhere(Code::CannotWrite, format!("the chart cannot be drawn: {error}")))
        })?;
        let along = report::along(&study).csv().into_bytes();
        let files = [
            ("shares.csv", sheet.csv().into_bytes()),
            ("along_the_limit.csv", along),
            ("shares.svg", svg.into_bytes()),
            ("shares.png", png),
        ];
        let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
        folder::write_files(directory, arguments.force, &files).map_err(Failure::running)?;
    }
    match context.format {
        Format::Table => print(&report::page(&study, &answers, drawn.as_deref(), context.style())),
        Format::Csv | Format::Json => context.print(&sheet, String::new),
    }
}

/// The shares among cases drawn one by one, at central values, as they were recorded.
fn drawn(study: &Study, count: u64, seed: u64) -> Vec<Vec<f64>> {
    let [today, reform] = study.rulers();
    let none = crate::law::share::Reaction::NONE;
    let found = simulate::matrix(&study.central.recorded, &today, &reform, &none, count as usize, seed);
    found.into_iter().map(|row| row.into_iter().map(|cases| cases as f64 / count as f64).collect()).collect()
}
