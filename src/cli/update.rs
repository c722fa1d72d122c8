//! `crimcost update`: counts of a pilot or of court decisions become part of what a scenario believes.

use super::arguments::{Format, UpdateArguments};
use super::diagnostics;
use super::outcome::{Failure, Outcome, print_bytes};
use super::terminal::Terminal;
use crate::chart;
use crate::codes::Code;
use crate::model::Text;
use crate::output::folder::{self, Beside};
use crate::output::report::Style;
use crate::output::updates;
use crate::scenario::sheet::{self, Sheet};
use crate::scenario::{self, Request};
use crate::text::{Files, Level, Place, Problem, Problems, cause};
use crate::update::{Updated, update as learn};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Updates a scenario: prints what changes, and writes the new scenario and charts if asked to.
pub fn update(arguments: &UpdateArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let pictures = pictures(arguments);
    for path in arguments.out.iter().chain(&pictures) {
        check_free(path, arguments.force)?;
    }
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let updated = read(arguments, &mut files, &mut problems);
    let Some((updated, title)) = updated.filter(|_| !problems.any_errors()) else {
        return Err(Failure::Invalid { problems, files });
    };
    diagnostics::print_all(&problems, &files, terminal);
    let mut drawn = vec![];
    if arguments.charts.is_some() {
        let svg = updates::chart(&updated.updates, title.in_language(arguments.lang.code()), arguments.lang);
        let png = chart::png(&svg, f64::from(arguments.png_dpi)).map_err(|error| {
            Failure::running(Problem::nowhere(Code::CannotWrite, format!("the chart cannot be drawn: {error}")))
        })?;
        drawn = vec![svg.into_bytes(), png];
    }
    if let Some(out) = &arguments.out {
        write_scenario(out, &updated, arguments)?;
        terminal.remark(&format!("wrote {}", out.display()));
    }
    for (path, bytes) in pictures.iter().zip(&drawn) {
        folder::replace(path, bytes).map_err(|error| cannot(path, &error))?;
        terminal.remark(&format!("wrote {}", path.display()));
    }
    let style = Style { colour: terminal.colour_on_stdout, width: terminal.width };
    let done = print_bytes(&match arguments.format {
        Format::Table => updates::table(&updated.updates, style).into_bytes(),
        Format::Csv => updates::csv(&updated.updates).map_err(Failure::stdout)?,
        Format::Json => updates::json(&updated.updates).into_bytes(),
    })?;
    match &arguments.out {
        Some(out) => terminal.hint(&format!("crimcost run {}", out.display())),
        None => terminal.hint("the same with --out NEW.toml   writes the new scenario"),
    }
    Ok(done)
}

/// What becomes of the scenario, and its title.
fn read(arguments: &UpdateArguments, files: &mut Files, problems: &mut Problems) -> Option<(Updated, Text)> {
    let request = request(arguments);
    let mut found = Problems::default();
    let scenario = scenario::load(&request, files, &mut found);
    // What the scenario itself is warned of is told by `check`.
    for problem in found.sorted().into_iter().filter(|problem| problem.level() == Level::Error) {
        problems.report(problem.clone());
    }
    let table = table(&arguments.observations, files, problems);
    let map = arguments.map.as_ref().map(|path| map(path, files, problems));
    let ((mut lines, sheet), scenario) = (table?, scenario?);
    if let Some(map) = map {
        lines.extend(map?);
    }
    let model = match scenario.model(&scenario.cases()[0], None) {
        Ok(model) => model,
        Err(found) => {
            problems.extend(found);
            return None;
        }
    };
    let updated = learn(&scenario, &model, &sheet, &lines, files, problems)?;
    Some((updated, model.settings.title))
}

fn request(arguments: &UpdateArguments) -> Request {
    Request {
        file: arguments.file.clone(),
        policy_files: arguments.policy_files.clone(),
        attach: arguments.attach.clone(),
        ..Request::default()
    }
}

fn table(path: &Path, files: &mut Files, problems: &mut Problems) -> Option<(Vec<Place>, Sheet)> {
    let name = path.display().to_string();
    if path.is_dir() {
        problems.report(Problem::nowhere(Code::Directory, format!("`{name}` is a directory, a table is a file")));
        return None;
    }
    match sheet::bytes(path) {
        Ok(bytes) => sheet::read_with_head(&bytes, &name, files, problems),
        Err(error) => {
            problems.report(Problem::nowhere(Code::Unreadable, format!("cannot read `{name}`: {}", cause(&error))));
            None
        }
    }
}

/// The lines of a mapping in a file of its own.
fn map(path: &Path, files: &mut Files, problems: &mut Problems) -> Option<Vec<Place>> {
    let name = path.display().to_string();
    let text = match sheet::bytes(path).and_then(utf8) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(error) => {
            problems.report(Problem::nowhere(Code::Unreadable, format!("cannot read `{name}`: {}", cause(&error))));
            return None;
        }
    };
    let file = files.add(&name, text.as_str());
    let mut lines = vec![];
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(Place { file, start, end: start + line.trim_end().len() });
        start += line.len();
    }
    Some(lines)
}

fn utf8(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))
}

fn pictures(arguments: &UpdateArguments) -> Vec<PathBuf> {
    let names = ["update.svg", "update.png"];
    arguments.charts.iter().flat_map(|directory| names.map(|name| directory.join(name))).collect()
}

fn check_free(path: &Path, force: bool) -> Result<(), Failure> {
    if force || fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    let problem = Problem::nowhere(Code::Exists, format!("{} is already there", path.display()));
    Err(Failure::running(problem.help("name another file, or replace it with --force")))
}

/// Writes the new scenario or library after it was loaded from where it will stand.
fn write_scenario(out: &Path, updated: &Updated, arguments: &UpdateArguments) -> Result<(), Failure> {
    let trial = Beside::write(out, updated.text.as_bytes()).map_err(|error| cannot(out, &error))?;
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let mut request = request(arguments);
    for path in std::iter::once(&mut request.file).chain(&mut request.policy_files) {
        if path.display().to_string() == updated.file {
            *path = trial.path().to_owned();
        }
    }
    if scenario::load(&request, &mut files, &mut problems).is_none() {
        return Err(Failure::Invalid { problems, files });
    }
    trial.settle().map_err(|error| cannot(out, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> Failure {
    let message = format!("{} cannot be written: {}", path.display(), cause(error));
    Failure::running(Problem::nowhere(Code::CannotWrite, message).help("name another place"))
}
