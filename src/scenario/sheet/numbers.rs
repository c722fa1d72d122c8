//! Tables of numbers that are too long to keep as texts: draws of inputs and outputs.

use super::decimal::{Sign, decimal_sign, is_blank};
use super::{Cell, Reader, in_words, open, separator, with_decimal_point};
use crate::codes::Code;
use crate::text::{FileId, Files, Problem, Problems};

/// The largest table of draws that is read, in bytes: 512 MiB.
pub(super) const MOST_BYTES_OF_DRAWS: usize = 512 * 1024 * 1024;
/// The most rows below the header, as many as a run makes at most.
const MOST_DRAWS: usize = 1 << 22;
/// The largest number: the squares of as many as there may be can be added up.
const LARGEST: f64 = 1e140;
/// The most columns of draws.
const MOST_COLUMNS_OF_DRAWS: usize = 10_000;
/// The most problems that are reported of one kind.
const MOST_PROBLEMS: usize = 20;

/// Columns of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The decoded text, to which places refer.
    pub file: FileId,
    /// The names of all columns, all different and none empty.
    pub header: Vec<Cell>,
    /// The columns that were asked for, in that order; all finite.
    pub columns: Vec<Vec<f64>>,
    /// What was recognised, in words: encoding, separator, decimal comma.
    pub stated: Vec<String>,
}

/// Chooses columns by the header; none if what it needs is not there, with the problem reported.
pub type Choose<'c> = &'c mut dyn FnMut(&[Cell], &mut Problems) -> Option<Vec<usize>>;

/// Reads the columns that `choose` names from a table that was called `name`; its decoded text is added to `files`.
///
/// `None` if it cannot be read; the problems then say why, with the place of every cell that is no number.
pub fn read_numbers(
    bytes: &[u8],
    name: &str,
    files: &mut Files,
    problems: &mut Problems,
    choose: Choose,
) -> Option<Numbers> {
    let (file, text, mut stated) = open(bytes, name, MOST_BYTES_OF_DRAWS, files, problems)?;
    let separator = separator(&text);
    stated.push(format!("separator: {}", in_words(separator)));
    let mut reader = Reader { file, text: &text, separator, problems, failed: false };
    let (header, first) = reader.header()?;
    reader.check_header(&header);
    if reader.failed {
        return None;
    }
    let wanted = choose(&header, reader.problems)?;
    let has_decimal_comma = reader.decimal_sign_of(first, header.len(), &wanted)?;
    if has_decimal_comma {
        stated.push("numbers with a decimal comma".to_owned());
    }
    let columns = reader.columns(first, &header, &wanted, has_decimal_comma)?;
    Some(Numbers { file, header, columns, stated })
}

impl Reader<'_> {
    /// The first row that is not empty, and where the next one begins.
    fn header(&mut self) -> Option<(Vec<Cell>, usize)> {
        let mut at = self.text.len() - self.text.trim_start_matches(['\n', '\r', ' ']).len();
        loop {
            let (row, next) = self.row(at)?;
            if row.len() > MOST_COLUMNS_OF_DRAWS {
                let message = format!("the header has {} columns; the limit is {MOST_COLUMNS_OF_DRAWS}", row.len());
                self.fail(Problem::new(Code::TooMany, row[0].place, message, "this row"));
                return None;
            }
            if row.iter().any(|cell| !cell.text.is_empty()) {
                return Some((row, next));
            }
            at = next;
            if at >= self.text.len() {
                let message = "the table has nothing in it";
                self.fail(Problem::new(Code::EmptyFile, row[0].place, message, "only empty cells"));
                return None;
            }
        }
    }

    /// Hands over every row that is not empty, with its number from 0, cut to the length of the header.
    fn each_row(&mut self, mut at: usize, take: &mut dyn FnMut(&mut Self, usize, Vec<Cell>)) -> Option<()> {
        let mut number = 0;
        while at < self.text.len() {
            let (row, next) = self.row(at)?;
            at = next;
            if row.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            if number == MOST_DRAWS {
                let message = format!("the table has more than {MOST_DRAWS} rows, the limit");
                self.fail(Problem::new(Code::TooMany, row[0].place, message, "one too many"));
                return None;
            }
            take(self, number, row);
            number += 1;
        }
        Some(())
    }

    /// Whether numbers are written with decimal commas; refuses ragged rows and a table in which nothing decides.
    fn decimal_sign_of(&mut self, first: usize, width: usize, wanted: &[usize]) -> Option<bool> {
        let mut deciding: [Option<Cell>; 2] = [None, None];
        let mut undecided: Vec<Cell> = vec![];
        let mut ragged = 0;
        self.each_row(first, &mut |reader, _, mut row| {
            while row.len() > width && row.last().is_some_and(|cell| cell.text.is_empty()) {
                row.pop();
            }
            if row.len() != width {
                ragged += 1;
                if ragged <= MOST_PROBLEMS {
                    reader.ragged(&row, width);
                }
                return;
            }
            for column in wanted {
                let cell = &row[*column];
                match decimal_sign(mantissa(&cell.text).0) {
                    Sign::Comma if deciding[0].is_none() => deciding[0] = Some(cell.clone()),
                    Sign::Point if deciding[1].is_none() => deciding[1] = Some(cell.clone()),
                    Sign::CommaOrThousands if undecided.len() < MOST_PROBLEMS => undecided.push(cell.clone()),
                    Sign::PointOrThousands if reader.separator != ',' && undecided.len() < MOST_PROBLEMS => {
                        undecided.push(cell.clone());
                    }
                    _ => {}
                }
            }
        })?;
        if ragged > 0 {
            self.failed = true;
            return None;
        }
        let found = self.decide(&deciding, &undecided);
        (!self.failed).then_some(found)
    }

    /// The numbers of the wanted columns; every cell that is none is reported, up to a limit.
    fn columns(
        &mut self,
        first: usize,
        header: &[Cell],
        wanted: &[usize],
        has_decimal_comma: bool,
    ) -> Option<Vec<Vec<f64>>> {
        let mut columns: Vec<Vec<f64>> = vec![vec![]; wanted.len()];
        let mut bad = 0;
        self.each_row(first, &mut |reader, number, row| {
            for (values, column) in columns.iter_mut().zip(wanted) {
                let cell = &row[*column];
                match finite(&cell.text, has_decimal_comma) {
                    Some(value) => values.push(value),
                    None => {
                        bad += 1;
                        if bad <= MOST_PROBLEMS {
                            reader.fail(not_a_number(cell, &header[*column].text, number));
                        }
                    }
                }
            }
        })?;
        if bad > MOST_PROBLEMS {
            let message = format!("{} more cells are no numbers", bad - MOST_PROBLEMS);
            self.fail(Problem::nowhere(Code::NotADraw, message));
        }
        (!self.failed).then_some(columns)
    }
}

fn not_a_number(cell: &Cell, column: &str, row: usize) -> Problem {
    let message = match cell.text.as_str() {
        "" => format!("draw {} has nothing under `{column}`", row + 1),
        text if text.parse().is_ok_and(f64::is_finite) => {
            format!("`{text}` under `{column}` is too large: squares of draws are added up")
        }
        text => format!("`{text}` under `{column}` is not a finite number"),
    };
    Problem::new(Code::NotADraw, cell.place, message, "this cell")
        .help("every draw needs a number for every input and output: leave out the whole draw, and say so")
        .help(format!("if `{column}` holds no draws, name the columns that do:  --inputs a,b --outputs x"))
}

/// A number and its power of ten, as texts: `1,5` and `e-7`.
fn mantissa(text: &str) -> (&str, &str) {
    match text.find(['e', 'E']) {
        Some(at) if text[at + 1..].parse::<i32>().is_ok() => text.split_at(at),
        _ => (text, ""),
    }
}

fn finite(text: &str, has_decimal_comma: bool) -> Option<f64> {
    let (number, power) = mantissa(text);
    let number = with_decimal_point(number, has_decimal_comma).replace('−', "-");
    // A blank inside a number marks thousands.
    let number: String = number.chars().filter(|letter| !is_blank(*letter)).collect();
    format!("{number}{power}").parse().ok().filter(|value: &f64| value.abs() <= LARGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, wanted: &[usize]) -> Result<Numbers, Vec<String>> {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let found =
            read_numbers(text.as_bytes(), "draws.csv", &mut files, &mut problems, &mut |_, _| Some(wanted.to_vec()));
        found.ok_or_else(|| problems.sorted().iter().map(|problem| problem.short(&files)).collect())
    }

    #[test]
    fn columns_are_read_in_the_order_asked_for_and_others_may_hold_anything() {
        let found = read("draw,x,note,y\n1,0.5,good,-2e-7\n2,1E3,\"a, b\",7\n", &[3, 1]).unwrap();
        assert_eq!(found.columns, [[-2e-7, 7.0], [0.5, 1000.0]]);
        assert_eq!(found.header[3].text, "y");
    }

    #[test]
    fn semicolons_decimal_commas_thousands_and_true_minus_signs_are_read() {
        let found = read("x;y\n1.234,5;−0,25\n\n2,5e-3;1 000\n", &[0, 1]).unwrap();
        assert_eq!(found.columns, [[1234.5, 0.0025], [-0.25, 1000.0]]);
        assert!(found.stated.iter().any(|stated| stated == "numbers with a decimal comma"), "{:?}", found.stated);
    }

    #[test]
    fn cells_without_a_number_are_all_named_with_line_and_column() {
        let found = read("x,y\n1,NaN\n,2\n3,inf\n4,5\n1e307,-1e140\n", &[0, 1]);
        let wanted = [
            "draws.csv:2:3: E1411: `NaN` under `y` is not a finite number",
            "draws.csv:3:1: E1411: draw 2 has nothing under `x`",
            "draws.csv:4:3: E1411: `inf` under `y` is not a finite number",
            "draws.csv:6:1: E1411: `1e307` under `x` is too large: squares of draws are added up",
        ];
        assert_eq!(found, Err(wanted.map(str::to_owned).to_vec()));
    }

    #[test]
    fn points_beside_commas_are_refused_and_so_is_a_row_of_another_length() {
        assert!(read("x;y\n1,5;2\n1.5;2\n", &[0, 1]).unwrap_err()[0].contains("E0803"));
        assert!(read("x;y\n1.234;2\n", &[0]).unwrap_err()[0].contains("can be read in two ways"));
        assert!(read("x,y\n1\n", &[0]).unwrap_err()[0].contains("E0804"));
    }
}
