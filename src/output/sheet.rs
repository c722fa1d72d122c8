//! Rows under named columns, as a table for readers, CSV or JSON.

use crate::output::csv;
use crate::output::report::{Page, Style};
use serde_json::{Map, Value, json};

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

impl Cell {
    /// A text, or nothing if it is empty.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// `yes` or `no`.
    pub fn flag(is_so: bool) -> Cell {
        Cell::text(if is_so { "yes" } else { "no" })
    }

    /// A number, or nothing.
    pub fn number(number: Option<f64>) -> Cell {
        number.map_or(Cell::Empty, Cell::Number)
    }

    fn plain(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => csv::number(Some(*number)),
            Cell::Empty => String::new(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Cell::Text(text) => json!(text),
            Cell::Number(number) => json!(number),
            Cell::Empty => Value::Null,
        }
    }
}

/// Rows under a header; every row has a cell for each column.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What the JSON calls the document, such as `crimcost/law-list/1`.
    pub schema: &'static str,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Comma, UTF-8, a header, a line break of one `\n`.
    pub fn csv(&self) -> String {
        let mut writer = ::csv::Writer::from_writer(vec![]);
        let records = self.rows.iter().map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Cell::Text(text) => csv::text(text).into_owned(),
                    Cell::Number(_) | Cell::Empty => cell.plain(),
                })
                .collect::<Vec<_>>()
        });
        writer.write_record(&self.columns).expect("writing to memory cannot fail");
        for record in records {
            writer.write_record(&record).expect("rows are as wide as the header");
        }
        String::from_utf8(writer.into_inner().expect("writing to memory cannot fail")).expect("cells are texts")
    }

    /// `{ "schema": …, "rows": [{ column: value, … }, …] }`, missing values as null.
    pub fn json(&self) -> String {
        let document = json!({ "schema": self.schema, "rows": self.objects() });
        format!("{}\n", serde_json::to_string_pretty(&document).expect("texts and numbers are JSON"))
    }

    /// The rows as a list of objects, missing values as null.
    pub fn objects(&self) -> Value {
        let row = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row).map(|(column, cell)| ((*column).to_owned(), cell.json()));
            Value::Object(cells.collect::<Map<String, Value>>())
        };
        Value::Array(self.rows.iter().map(row).collect())
    }

    /// A table for readers with these of its columns under these headings.
    pub fn table(&self, page: &mut Page, columns: &[(&str, &str)]) {
        let at: Vec<usize> =
            columns.iter().filter_map(|(column, _)| self.columns.iter().position(|known| known == column)).collect();
        let header: Vec<String> = columns.iter().map(|(_, heading)| (*heading).to_owned()).collect();
        let rows = self.rows.iter().map(|row| at.iter().map(|index| row[*index].plain()).collect()).collect();
        page.table(&header, rows, columns.len());
    }

    /// The same as text.
    pub fn text(&self, style: Style, columns: &[(&str, &str)]) -> String {
        let mut page = Page::new(style);
        self.table(&mut page, columns);
        page.finish()
    }
}
