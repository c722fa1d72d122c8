//! `crimcost law show`.

use super::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::law::Date;
use crate::output::law;
use crate::scenario::law::find;
use clap::Args;

/// Arguments of `law show`.
#[derive(Args, Clone, Debug)]
#[command(before_help = "Examples:\n  crimcost law show Lithuania\n  crimcost law show KGZ --at 2019-10-01\n  \
                         crimcost law show Serbia --law serbia.toml")]
pub struct ShowArguments {
    /// Name or ISO 3166 code, such as Lithuania, LT or LTU
    pub country: String,
    /// The day; the latest regime if nothing is said
    #[arg(long, value_name = "DATE")]
    pub at: Option<Date>,
}

/// Prints the page of one regime.
pub fn show(arguments: &ShowArguments, context: &Context) -> Result<Outcome, Failure> {
    let law = find::country(&context.laws, &arguments.country).map_err(Failure::Usage)?;
    let regime = find::regime(law, arguments.at).map_err(Failure::Usage)?;
    context.print(&law::rows(law, regime), || law::show(law, regime, context.style()))
}
