//! What the terminal can show: colour, width, hints.

use super::arguments::{ColourChoice, DiagnosticFormat};
use std::env;
use std::io::{self, IsTerminal, Write};

/// How to talk to the user.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    pub colour_on_stdout: bool,
    pub colour_on_stderr: bool,
    pub quiet: bool,
    pub diagnostic_format: DiagnosticFormat,
    pub stdout_is_terminal: bool,
    /// Columns, if stdout is a terminal.
    pub width: Option<u16>,
}

impl Terminal {
    /// Looks at the flags, then the environment, then where stdout and stderr lead.
    pub fn new(choice: ColourChoice, quiet: bool, diagnostic_format: DiagnosticFormat) -> Terminal {
        let stdout_is_terminal = io::stdout().is_terminal();
        let wanted = |is_terminal| colour(choice, &|name| env::var(name).ok(), is_terminal);
        let columns = || env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|width| *width > 0);
        Terminal {
            colour_on_stdout: wanted(stdout_is_terminal),
            colour_on_stderr: wanted(io::stderr().is_terminal()),
            quiet,
            diagnostic_format,
            stdout_is_terminal,
            width: stdout_is_terminal.then(|| columns().or_else(size).unwrap_or(100)),
        }
    }

    /// A remark on stderr, unless quiet.
    pub fn remark(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// One suggested next command, only for somebody who looks at a terminal.
    pub fn hint(&self, text: &str) {
        if self.stdout_is_terminal && !self.quiet {
            self.say(&format!("next: {text}"));
        }
    }

    /// A line on stderr. There is nobody to tell if that cannot be written.
    pub fn say(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}

fn size() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

/// Whether to use colour: the flag, then NO_COLOR, then CLICOLOR_FORCE and FORCE_COLOR, then the terminal. An empty
/// variable is as good as none; TERM=dumb has no colour.
fn colour(choice: ColourChoice, variable: &dyn Fn(&str) -> Option<String>, is_terminal: bool) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let forced = |name: &str| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    match choice {
        ColourChoice::Always => true,
        ColourChoice::Never => false,
        ColourChoice::Auto if set("NO_COLOR") => false,
        ColourChoice::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        ColourChoice::Auto => is_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_beats_no_color_beats_force_beats_the_terminal() {
        use ColourChoice::{Always, Auto, Never};
        type Variables = &'static [(&'static str, &'static str)];
        let cases: [(ColourChoice, Variables, bool, bool); 10] = [
            (Auto, &[], true, true),
            (Auto, &[], false, false),
            (Auto, &[("NO_COLOR", "1")], true, false),
            (Auto, &[("NO_COLOR", "")], true, true),
            (Auto, &[("CLICOLOR_FORCE", "1")], false, true),
            (Auto, &[("CLICOLOR_FORCE", "0")], false, false),
            (Auto, &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")], true, false),
            (Auto, &[("TERM", "dumb")], true, false),
            (Always, &[("NO_COLOR", "1")], false, true),
            (Never, &[("CLICOLOR_FORCE", "1")], true, false),
        ];
        for (choice, variables, is_terminal, expected) in cases {
            let variable =
                |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(colour(choice, &variable, is_terminal), expected, "{choice:?} {variables:?} {is_terminal}");
        }
    }
}
