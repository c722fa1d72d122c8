//! Tables of cases: each row of a sheet is an overlay on parameters.
//!
//! `[table]` says which columns are parameters, which name the case, which hold its source and which hold published
//! results to be held against ours. Other columns are notes.

use super::load::Case;
use super::nearest::did_you_mean;
use super::overlay::Change;
use super::read::{keys, tolerance};
use super::sheet::{self, Cell, Sheet};
use crate::codes::Code;
use crate::model::{Comparison, Tolerance};
use crate::text::{Files, Node, Place, Problem, Problems, Value, cause};
use crate::unit::Units;
use indexmap::IndexMap;
use std::path::Path;

/// What a row says about something that its source does not give: booked as 0, and the case is incomplete.
const NOT_PROVIDED: &str = "not provided";

/// `[table]`, with columns looked up.
struct Plan<'a> {
    label: Vec<usize>,
    columns: Vec<(&'a str, usize)>,
    source: Option<usize>,
    /// Parameters whose cells may be empty.
    optional: Vec<&'a str>,
    compare: Vec<Compare>,
    country: Option<usize>,
    price_year: Option<usize>,
}

/// A result that a column holds against ours.
struct Compare {
    result: String,
    column: usize,
    tolerance: Tolerance,
    /// The column that says why the published number does not reproduce.
    reason: Option<usize>,
}

/// One case for each row of the sheet, as `[table]` says how to read it.
pub fn cases(path: &Path, tree: &Node, files: &mut Files, problems: &mut Problems) -> Option<Vec<Case>> {
    let name = path.display().to_string();
    if path.is_dir() {
        problems.report(Problem::nowhere(Code::Directory, format!("`{name}` is a directory, a table is a file")));
        return None;
    }
    let bytes = match sheet::bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.report(Problem::nowhere(Code::Unreadable, format!("cannot read `{name}`: {}", cause(&error))));
            return None;
        }
    };
    let sheet = sheet::read(&bytes, &name, files, problems)?;
    from_sheet(&sheet, tree, problems)
}

/// One case for each row of a sheet that was read.
pub fn from_sheet(sheet: &Sheet, tree: &Node, problems: &mut Problems) -> Option<Vec<Case>> {
    let Some(node) = tree.get("table") else {
        problems.report(
            Problem::new(
                Code::MissingKey,
                tree.place,
                "the scenario does not say how to read a table: [table] is missing",
                "no [table]",
            )
            .help("add  [table]  with  label = [\"country\"], columns = [\"prison_day\", …]"),
        );
        return None;
    };
    let plan = plan(node, sheet, tree, problems)?;
    let mut cases: Vec<Case> = vec![];
    for row in 0..sheet.rows.len() {
        let reader = Row { plan: &plan, sheet, cells: &sheet.rows[row], tree };
        let mut case = reader.case(row, problems);
        let twice = cases.iter().filter(|other| other.name == case.name).count();
        if twice > 0 {
            case.name = format!("{} ({})", case.name, twice + 1);
        }
        cases.push(case);
    }
    if cases.is_empty() {
        let place = Place { file: sheet.file, start: 0, end: 0 };
        problems.report(Problem::new(Code::EmptyFile, place, "the table has no rows", "only a header"));
        return None;
    }
    Some(cases)
}

fn plan<'a>(node: &'a Node, sheet: &Sheet, tree: &Node, problems: &mut Problems) -> Option<Plan<'a>> {
    let table = keys::Table::new("table", node);
    table.required("label", "[\"country\"]", problems);
    table.required("columns", "[\"prison_day\"]", problems);
    let mut complete = true;
    let mut find = |name: &str, place: Place, problems: &mut Problems| {
        let found = sheet.column(name);
        if found.is_none() {
            complete = false;
            problems.report(
                Problem::new(Code::ColumnMissing, place, format!("the table has no column `{name}`"), "asked for here")
                    .help(did_you_mean(name, sheet.header.iter().map(|cell| cell.text.as_str()))),
            );
        }
        found
    };
    let label = table.names("label", problems);
    let label = label.into_iter().filter_map(|(name, node)| find(name, node.place, problems)).collect();
    let mut columns = vec![];
    for (name, node) in table.names("columns", problems) {
        if tree.at(&["parameter", name]).is_none() {
            let known = tree.get("parameter").and_then(Node::as_table);
            let known = known.into_iter().flat_map(|known| known.keys()).map(String::as_str);
            problems.report(
                Problem::new(
                    Code::UnknownParameter,
                    node.place,
                    format!("table.columns: no parameter called `{name}`"),
                    "does not exist",
                )
                .help(did_you_mean(name, known)),
            );
            continue;
        }
        if let Some(column) = find(name, node.place, problems) {
            columns.push((name, column));
        }
    }
    let source = match (table.text("source", problems), table.get("source")) {
        (Some(name), Some(node)) => find(name, node.place, problems),
        _ => None,
    };
    let mut compare = vec![];
    for (result, node) in table.entries("compare", problems) {
        let path = format!("table.compare.{result}");
        let inner = keys::Table::new(path.clone(), node);
        let (name, place) = match node.as_text() {
            Some(name) => (name, node.place),
            None => match (inner.text("column", problems), inner.get("column")) {
                (Some(name), Some(node)) => (name, node.place),
                _ => continue,
            },
        };
        let tolerance = match node.get("tolerance") {
            Some(node) => tolerance(&path, node, problems).unwrap_or(Tolerance::Absolute(0.0)),
            None => Tolerance::Relative(0.01),
        };
        let reason = match (inner.text("does_not_reproduce", problems), inner.get("does_not_reproduce")) {
            (Some(name), Some(node)) => find(name, node.place, problems),
            _ => None,
        };
        if let Some(column) = find(name, place, problems) {
            compare.push(Compare { result: result.to_owned(), column, tolerance, reason });
        }
    }
    let from_row = |key: &str| tree.at(&["scenario", key]).filter(|node| node.as_text() == Some("row"));
    let country = from_row("country").and_then(|node| find("country", node.place, problems));
    let price_year = from_row("price_year").and_then(|node| {
        let name = ["price_year", "year", "edition"].into_iter().find(|name| sheet.column(name).is_some());
        find(name.unwrap_or("price_year"), node.place, problems)
    });
    let mut optional = vec![];
    for (name, node) in table.names("optional", problems) {
        if columns.iter().any(|(column, _)| *column == name) {
            optional.push(name);
        } else {
            let known = columns.iter().map(|(column, _)| *column);
            let message = format!("table.optional: `{name}` is not among the columns");
            let problem = Problem::new(Code::ColumnMissing, node.place, message, "not listed in `columns`");
            problems.report(problem.help(did_you_mean(name, known)));
        }
    }
    complete.then_some(Plan { label, columns, source, optional, compare, country, price_year })
}

struct Row<'a> {
    plan: &'a Plan<'a>,
    sheet: &'a Sheet,
    cells: &'a [Cell],
    tree: &'a Node,
}

impl Row<'_> {
    fn case(&self, row: usize, problems: &mut Problems) -> Case {
        let label: Vec<&str> = self.plan.label.iter().map(|column| self.cells[*column].text.as_str()).collect();
        let name = if label.iter().all(|text| text.is_empty()) { format!("row {}", row + 1) } else { label.join(" ") };
        let mut case = Case { name: name.clone(), ..Case::default() };
        case.overlay.label = format!("row {name}");
        let changes = &mut case.overlay.changes;
        for (key, column) in [("country", self.plan.country), ("price_year", self.plan.price_year)] {
            let Some(cell) = column.map(|column| &self.cells[column]) else { continue };
            let value = match (key, cell.text.parse::<i64>()) {
                ("price_year", Ok(year)) => Value::Integer(year),
                _ => Value::Text(cell.text.clone()),
            };
            changes.push(Change::set(&["scenario", key], Node::new(value, cell.place)));
        }
        let source = self.source(&name, changes);
        for (parameter, column) in &self.plan.columns {
            let cell = &self.cells[*column];
            if cell.text.is_empty() {
                if !self.plan.optional.contains(parameter) {
                    problems.report(
                        Problem::new(
                            Code::EmptyCell,
                            cell.place,
                            format!("{name}: the cell of `{parameter}` is empty"),
                            "nothing here",
                        )
                        .help("fill it in, or write  not provided  if the source does not give it: the case is then marked incomplete")
                        .help(format!("or let the scenario's own value hold where it is empty:  [table] optional = [\"{parameter}\"]")),
                    );
                }
                continue;
            }
            let value = if cell.text.eq_ignore_ascii_case(NOT_PROVIDED) {
                case.incomplete.push(format!("{parameter}: not provided"));
                Some(0.0)
            } else {
                self.number(parameter, cell, problems)
            };
            if let Some(value) = value {
                changes.push(Change::set(
                    &["parameter", parameter],
                    self.parameter(parameter, value, cell.place, source.as_deref()),
                ));
            }
        }
        for Compare { result, column, tolerance, reason } in &self.plan.compare {
            let cell = &self.cells[*column];
            let reason = reason.map(|column| self.cells[column].text.clone()).filter(|reason| !reason.is_empty());
            if cell.text.is_empty() || cell.text.eq_ignore_ascii_case(NOT_PROVIDED) {
                continue;
            }
            match self.sheet.with_decimal_point(cell).replace(' ', "").parse::<f64>() {
                Ok(value) if value.is_finite() => case.comparisons.push(Comparison {
                    result: result.clone(),
                    column: self.sheet.header[*column].text.clone(),
                    value,
                    tolerance: *tolerance,
                    does_not_reproduce: reason,
                }),
                _ => problems.report(bad_cell(cell, &name, &self.sheet.header[*column].text, "a number is needed")),
            }
        }
        case
    }

    /// Makes the row's source a source of the scenario; its id.
    fn source(&self, name: &str, changes: &mut Vec<Change>) -> Option<String> {
        let cell = &self.cells[self.plan.source?];
        if cell.text.is_empty() {
            return None;
        }
        let here = |value: Value| Node::new(value, cell.place);
        let year = self.plan.price_year.and_then(|column| self.cells[column].text.parse::<i64>().ok());
        let year = year.or_else(|| self.tree.at(&["scenario", "price_year"]).and_then(Node::as_integer)).unwrap_or(1);
        let id = format!("row {name}");
        let is_address = cell.text.starts_with("http://") || cell.text.starts_with("https://");
        let mut keys: IndexMap<String, Node> = IndexMap::new();
        let title = if is_address { name.to_owned() } else { cell.text.clone() };
        keys.insert("title".to_owned(), here(Value::Text(title)));
        keys.insert("publisher".to_owned(), here(Value::Text("as the table says".to_owned())));
        keys.insert("year".to_owned(), here(Value::Integer(year)));
        if is_address {
            keys.insert("url".to_owned(), here(Value::Text(cell.text.clone())));
        }
        changes.push(Change::set(&["source", &id], here(Value::Table(keys))));
        Some(id)
    }

    /// A cell's number in the unit of its parameter.
    fn number(&self, parameter: &str, cell: &Cell, problems: &mut Problems) -> Option<f64> {
        let text = self.sheet.with_decimal_point(cell);
        let year_days = self.tree.at(&["scenario", "year_days"]).and_then(Node::as_number).unwrap_or(365.25);
        let declared = self.tree.at(&["scenario", "units"]).and_then(Node::as_list).unwrap_or_default();
        let units = Units::new(year_days, declared.iter().filter_map(Node::as_text).map(str::to_owned).collect());
        let own = self.unit(parameter);
        let refuse = |why: String, problems: &mut Problems| {
            problems.report(bad_cell(cell, &case_name(self), parameter, &why));
        };
        let (number, unit) = match units.parse_quantity(&text) {
            Ok(found) => found,
            Err(_) if !text.contains(|letter: char| letter.is_ascii_digit()) => {
                refuse("it has no number".to_owned(), problems);
                return None;
            }
            Err(error) => {
                refuse(error.message(), problems);
                return None;
            }
        };
        let is_alone = text.trim().chars().all(|letter| !letter.is_alphabetic() && letter != '%' && letter != '/');
        let is_alone = is_alone || text.trim().parse::<f64>().is_ok();
        if is_alone {
            return Some(number);
        }
        let Ok(wanted) = units.parse(own) else { return Some(number) };
        if unit.dimensions != wanted.dimensions {
            refuse(format!("{} is not {own}", unit.text), problems);
            return None;
        }
        Some(number * unit.factor / wanted.factor)
    }

    /// The unit in which a number alone is read: the parameter's own, or a pure number if that is per cent.
    fn unit(&self, parameter: &str) -> &str {
        match self.tree.at(&["parameter", parameter, "unit"]).and_then(Node::as_text) {
            None | Some("%") => "1",
            Some(unit) => unit,
        }
    }

    /// The overlay of one parameter: its value and where it is from; unit and description stay.
    fn parameter(&self, name: &str, value: f64, place: Place, source: Option<&str>) -> Node {
        let here = |value: Value| Node::new(value, place);
        let old = self.tree.at(&["parameter", name]);
        let mut keys: IndexMap<String, Node> = IndexMap::new();
        keys.insert("value".to_owned(), here(Value::Number(value)));
        keys.insert("unit".to_owned(), here(Value::Text(self.unit(name).to_owned())));
        match source {
            Some(source) => {
                let default = self.tree.at(&["default", "parameter", "grade"]);
                let grade = old.and_then(|old| old.get("grade")).or(default).and_then(Node::as_text);
                let grade = grade.filter(|grade| *grade != "assumption").unwrap_or("study");
                keys.insert("source".to_owned(), here(Value::Text(source.to_owned())));
                keys.insert("grade".to_owned(), here(Value::Text(grade.to_owned())));
            }
            None => {
                for key in ["source", "at", "grade", "assumption"] {
                    if let Some(node) = old.and_then(|old| old.get(key)) {
                        keys.insert(key.to_owned(), node.clone());
                    }
                }
            }
        }
        here(Value::Table(keys))
    }
}

fn case_name(row: &Row) -> String {
    let label: Vec<&str> = row.plan.label.iter().map(|column| row.cells[*column].text.as_str()).collect();
    label.join(" ")
}

fn bad_cell(cell: &Cell, case: &str, column: &str, why: &str) -> Problem {
    Problem::new(
        Code::BadCell,
        cell.place,
        format!("{case}: `{}` in the column `{column}`: {why}", cell.text),
        "cannot be read",
    )
    .help("write a number in the parameter's unit, or a number with its own unit, such as  46 EUR/person/month")
}
