//! The command line of `crimcost`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    crimcost::cli::main()
}
