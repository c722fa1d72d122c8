//! Draws that somebody made, as a sample: a table with inputs and outputs as columns.

use crate::codes::Code;
use crate::scenario::nearest::did_you_mean;
use crate::scenario::sheet::{Cell, Numbers, read_numbers};
use crate::statistics::{Factor, InputColumn, LEAST_DRAWS, OutputColumn, Sample, is_constant};
use crate::text::{Files, Problem, Problems};
use rayon::prelude::*;

/// What the names of inputs begin with in our own tables of draws.
pub const INPUT: &str = "input:";
/// The column that numbers the draws.
pub const NUMBER: &str = "draw";

/// Which columns of a table are what.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Names of inputs, with or without `input:`; if there are none, all columns whose names begin so.
    pub inputs: Vec<String>,
    /// Names of outputs; if there are none, all columns that are no inputs and not `draw`.
    pub outputs: Vec<String>,
    /// Inputs that are one factor: names joined by `+`.
    pub groups: Vec<String>,
    /// Into how many independent samples draws were dealt in turn; none if it is not said.
    pub replicates: Option<usize>,
}

/// A table of draws as it was read.
#[derive(Clone, Debug)]
pub struct Foreign {
    pub sample: Sample,
    /// What was recognised, in words.
    pub stated: Vec<String>,
}

/// Reads draws from a table that was called `name`; `None` if they cannot be used, and the problems say why.
pub fn read_draws(
    bytes: &[u8],
    name: &str,
    choice: &Choice,
    files: &mut Files,
    problems: &mut Problems,
) -> Option<Foreign> {
    let mut roles = None;
    let numbers = read_numbers(bytes, name, files, problems, &mut |header, problems| {
        let found = Roles::new(name, header, choice, problems)?;
        let wanted = found.number.into_iter().chain(found.inputs.iter().copied()).chain(found.outputs.iter().copied());
        let wanted = wanted.collect();
        roles = Some(found);
        Some(wanted)
    })?;
    let roles = roles.expect("columns were chosen before they were read");
    let Numbers { header, mut columns, mut stated, .. } = numbers;
    let count = columns.first().map_or(0, Vec::len);
    if count < LEAST_DRAWS {
        let draws = if count == 1 { "1 draw".to_owned() } else { format!("{count} draws") };
        let message = format!("`{name}` has {draws}, and nothing can be said from fewer than {LEAST_DRAWS}");
        problems.report(Problem::nowhere(Code::TooFewDraws, message).help("write more rows, one for each draw"));
        return None;
    }
    let number = roles.number.map(|_| columns.remove(0));
    let outputs = columns.split_off(roles.inputs.len());
    let still = roles.inputs.iter().zip(&columns).filter(|(_, values)| never_varies(values));
    let still: Vec<usize> = still.map(|(column, _)| *column).collect();
    for column in &still {
        let cell = &header[*column];
        let message = format!("the input `{}` is the same in all {count} draws", cell.text);
        let problem = Problem::new(Code::NeverVaries, cell.place, message, "never varies");
        problems.report(problem.help("leave it out: it can drive nothing; name the others with  --inputs a,b"));
    }
    if !still.is_empty() {
        return None;
    }
    let replicates =
        choice.replicates.unwrap_or_else(|| if roles.ours(number.as_deref()) { OUR_REPLICATES } else { 1 });
    stated.push(match replicates {
        1 => "draws taken as independent of each other".to_owned(),
        many => format!("draws dealt in turn to {many} independent samples"),
    });
    if roles.of > roles.outputs.len() && choice.outputs.is_empty() {
        stated.push(format!("{} of {} outputs; name others with --outputs", roles.outputs.len(), roles.of));
    }
    let inputs: Vec<(String, Vec<f64>)> =
        roles.inputs.iter().map(|column| bare(&header[*column].text).to_owned()).zip(columns).collect();
    let outputs = roles.outputs.iter().zip(outputs);
    let outputs = outputs.map(|(column, values)| OutputColumn { name: header[*column].text.clone(), values });
    let sample = Sample {
        factors: roles.factors(&inputs),
        outputs: outputs.collect(),
        inputs: inputs.into_par_iter().map(|(name, values)| InputColumn::of_values(name, values)).collect(),
        replicates,
    };
    Some(Foreign { sample, stated })
}

/// Into how many independent samples our own draws are dealt.
const OUR_REPLICATES: usize = crate::draws::REPLICATES;

/// The most outputs that are taken if none is named.
const MOST_OUTPUTS: usize = 20;

/// Of many outputs those that a decision is between: our savings over the whole horizon; the first ones if there are none.
fn foremost(header: &[Cell], outputs: Vec<usize>) -> Vec<usize> {
    let is_saving = |column: &usize| {
        let parts: Vec<&str> = header[*column].text.split('/').collect();
        parts
            .windows(3)
            .any(|parts| parts[0] == "saving" && (parts[1] == "public" || parts[1] == "society") && parts[2] == "all")
    };
    let savings: Vec<usize> = outputs.iter().copied().filter(is_saving).collect();
    let mut taken = if savings.is_empty() { outputs } else { savings };
    taken.truncate(MOST_OUTPUTS);
    taken
}

/// A name without the mark of inputs.
fn bare(name: &str) -> &str {
    name.strip_prefix(INPUT).unwrap_or(name)
}

fn never_varies(values: &[f64]) -> bool {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    is_constant(low, values.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}

/// Columns by what they are.
struct Roles {
    /// The column `draw`, if nobody asked for it.
    number: Option<usize>,
    inputs: Vec<usize>,
    outputs: Vec<usize>,
    /// Groups as places among the inputs.
    groups: Vec<Vec<usize>>,
    /// Whether inputs were recognised by their names.
    marked: bool,
    /// How many outputs the table has.
    of: usize,
}

impl Roles {
    fn new(name: &str, header: &[Cell], choice: &Choice, problems: &mut Problems) -> Option<Roles> {
        let mut failed = false;
        let mut fail = |problem: Problem| {
            failed = true;
            problems.report(problem);
        };
        let mut find = |wanted: &[String], what: &str| {
            let mut found: Vec<usize> = vec![];
            for wanted in wanted.iter().map(|wanted| wanted.trim()) {
                let is_it = |cell: &Cell| cell.text == wanted || cell.text.strip_prefix(INPUT) == Some(wanted);
                let exact = header.iter().position(|cell| cell.text == wanted);
                match exact.or_else(|| header.iter().position(is_it)) {
                    None => fail(no_such_column(name, wanted, what, header)),
                    Some(column) if found.contains(&column) => {
                        let message = format!("`{wanted}` is named twice among the {what}s");
                        fail(Problem::nowhere(Code::NamedTwice, message).help("name each column once"));
                    }
                    Some(column) => found.push(column),
                }
            }
            found
        };
        let named = find(&choice.inputs, "input");
        let outputs = find(&choice.outputs, "output");
        if let Some(both) = named.iter().find(|column| outputs.contains(column)) {
            let message = format!("`{}` is named as an input and as an output", header[*both].text);
            fail(Problem::nowhere(Code::NamedTwice, message).help("a column is one or the other"));
        }
        let marked = |column: &usize| header[*column].text.starts_with(INPUT);
        let is_number = |column: &usize| header[*column].text == NUMBER;
        let all = || 0..header.len();
        let inputs: Vec<usize> = match choice.inputs.is_empty() {
            true => all().filter(marked).filter(|column| !outputs.contains(column)).collect(),
            false => named,
        };
        let outputs: Vec<usize> = match choice.outputs.is_empty() {
            true => all().filter(|column| !inputs.contains(column) && !marked(column) && !is_number(column)).collect(),
            false => outputs,
        };
        let of = outputs.len();
        let outputs = if choice.outputs.is_empty() && of > MOST_OUTPUTS { foremost(header, outputs) } else { outputs };
        if failed {
            return None;
        }
        if inputs.is_empty() || outputs.is_empty() {
            problems.report(lacking(name, header, inputs.is_empty()));
            return None;
        }
        let groups = groups(&choice.groups, header, &inputs, problems)?;
        let number = all().find(is_number).filter(|column| !inputs.contains(column) && !outputs.contains(column));
        Some(Roles { number, marked: choice.inputs.is_empty(), inputs, outputs, groups, of })
    }

    /// Whether these are draws of a run of ours, whole and in their order: then they come in independent samples.
    fn ours(&self, number: Option<&[f64]>) -> bool {
        let in_order = |number: &[f64]| number.iter().zip(1..).all(|(number, wanted)| *number == f64::from(wanted));
        self.marked && number.is_some_and(|number| number.len() % OUR_REPLICATES == 0 && in_order(number))
    }

    /// What moves together: groups that were named; marked inputs with one name before the point, as the shares of a split
    /// have; every other input by itself.
    fn factors(&self, inputs: &[(String, Vec<f64>)]) -> Vec<Factor> {
        let mut taken = vec![false; inputs.len()];
        let mut factors: Vec<Factor> = vec![];
        for first in 0..inputs.len() {
            if taken[first] {
                continue;
            }
            let own = self.groups.iter().find(|group| group.contains(&first));
            let grouped = |input: usize| self.groups.iter().any(|group| group.contains(&input));
            let whole = inputs[first].0.split_once('.').map(|(whole, _)| whole).filter(|_| self.marked);
            let members: Vec<usize> = match (own, whole) {
                (Some(group), _) => group.clone(),
                (None, Some(whole)) => (first..inputs.len())
                    .filter(|other| {
                        !grouped(*other) && inputs[*other].0.split_once('.').is_some_and(|(own, _)| own == whole)
                    })
                    .collect(),
                (None, None) => vec![first],
            };
            members.iter().for_each(|member| taken[*member] = true);
            let names: Vec<&str> = members.iter().map(|member| inputs[*member].0.as_str()).collect();
            let name = match (own, whole) {
                (None, Some(whole)) if members.len() > 1 => whole.to_owned(),
                _ => names.join(" + "),
            };
            factors.push(Factor { name, members });
        }
        factors
    }
}

fn groups(wanted: &[String], header: &[Cell], inputs: &[usize], problems: &mut Problems) -> Option<Vec<Vec<usize>>> {
    let mut groups: Vec<Vec<usize>> = vec![];
    let mut failed = false;
    for text in wanted {
        let mut group = vec![];
        for wanted in text.split('+').map(|name| bare(name.trim())) {
            let place = inputs.iter().position(|column| bare(&header[*column].text) == wanted);
            match place {
                Some(place) if group.contains(&place) || groups.iter().any(|group| group.contains(&place)) => {
                    let message = format!("`{wanted}` is named twice in groups");
                    problems.report(Problem::nowhere(Code::NamedTwice, message).help("an input belongs to one group"));
                    failed = true;
                }
                Some(place) => group.push(place),
                None => {
                    let known = inputs.iter().map(|column| bare(&header[*column].text));
                    let problem = Problem::nowhere(Code::NoSuchColumn, format!("`{wanted}` in --group is no input"));
                    problems.report(problem.help(did_you_mean(wanted, known)).help("write  --group \"a + b\""));
                    failed = true;
                }
            }
        }
        groups.push(group);
    }
    (!failed).then_some(groups)
}

fn no_such_column(name: &str, wanted: &str, what: &str, header: &[Cell]) -> Problem {
    let message = format!("`{name}` has no column `{wanted}`, which is named as an {what}");
    let known = header.iter().map(|cell| cell.text.as_str());
    let problem = Problem::nowhere(Code::NoSuchColumn, message);
    problem.help(did_you_mean(wanted, known)).help("columns are named by the first row of the table")
}

fn lacking(name: &str, header: &[Cell], no_inputs: bool) -> Problem {
    let columns: Vec<&str> = header.iter().map(|cell| cell.text.as_str()).take(12).collect();
    let more = if header.len() > columns.len() { " …" } else { "" };
    let columns = format!("its columns are {}{more}", columns.join(", "));
    if no_inputs {
        Problem::nowhere(
            Code::NoInputsOrOutputs,
            format!("`{name}` has no inputs: no name of a column begins with `{INPUT}`"),
        )
        .help("say which columns are inputs:  --inputs a,b,c")
        .note(columns)
    } else {
        Problem::nowhere(
            Code::NoInputsOrOutputs,
            format!("`{name}` has inputs only, and nothing that they could drive"),
        )
        .help("add a column with what was computed from the inputs of each draw")
        .note(columns)
    }
}
