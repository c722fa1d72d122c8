//! Tables of values in text files, as spreadsheets write them: `;`, `,` or tabs, decimal commas, five encodings.
//!
//! What can be recognised is recognised and stated; only what can really be read in two ways is refused.

mod bytes;
mod decimal;
mod encoding;
mod numbers;

pub use self::bytes::{bytes, bytes_of_draws};
pub use self::numbers::{Numbers, read_numbers};

use self::decimal::{Sign, decimal_sign, is_blank, is_number_sign};
use self::encoding::decode;
use crate::codes::Code;
use crate::text::{FileId, Files, Place, Problem, Problems, steers};

/// The largest table that is read, in bytes: 64 MiB.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The longest name of a column, in bytes.
const LONGEST_NAME: usize = 1_000;
/// The most rows below the header.
const MOST_ROWS: usize = 5_000;
/// The most columns.
const MOST_COLUMNS: usize = 1_000;
/// The most problems that are reported of one kind.
const MOST_PROBLEMS: usize = 20;

/// A table as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The decoded text, to which places refer.
    pub file: FileId,
    /// The names of the columns, all different and none empty.
    pub header: Vec<Cell>,
    /// One list of cells for each row, as long as the header.
    pub rows: Vec<Vec<Cell>>,
    /// Whether numbers are written with a decimal comma.
    pub has_decimal_comma: bool,
    /// What was recognised, in words: encoding, separator, decimal comma.
    pub stated: Vec<String>,
}

/// One cell, without blanks at its ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub text: String,
    pub place: Place,
}

impl Sheet {
    /// The place of a column with this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| cell.text == name)
    }

    /// The line of a row, counted from 1, as an editor shows it.
    pub fn line(&self, row: usize, files: &Files) -> usize {
        self.rows[row].first().map_or(0, |cell| files.line_and_column(cell.place).0)
    }

    /// A cell's text with its number written with a decimal point and without marks for thousands:
    /// `1.234,5 EUR/day` becomes `1234.5 EUR/day` in a sheet with decimal commas. Other texts stay as they are.
    pub fn with_decimal_point(&self, cell: &Cell) -> String {
        with_decimal_point(&cell.text, self.has_decimal_comma)
    }
}

/// A text with the number at its beginning written with a decimal point and without marks for thousands.
fn with_decimal_point(text: &str, has_decimal_comma: bool) -> String {
    if matches!(decimal_sign(text), Sign::None) {
        return text.to_owned();
    }
    let end = text.find(|c: char| !is_number_sign(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(text[..end].trim_end().len());
    let (thousands, decimal) = if has_decimal_comma { ('.', ',') } else { (',', '.') };
    let digits = number.chars().filter(|c| *c != thousands && !is_blank(*c));
    let plain: String = digits.map(|c| if c == decimal { '.' } else { c }).collect();
    plain.replace('−', "-") + rest
}

/// Reads a table that was called `name`; its decoded text is added to `files`.
///
/// `None` if it cannot be read; the problems then say why.
pub fn read(bytes: &[u8], name: &str, files: &mut Files, problems: &mut Problems) -> Option<Sheet> {
    read_below(bytes, name, |_| 0, files, problems)
}

/// Reads a table that may have lines above its header which begin with `#`; their places come with it.
///
/// `None` as for [`read`].
pub fn read_with_head(
    bytes: &[u8],
    name: &str,
    files: &mut Files,
    problems: &mut Problems,
) -> Option<(Vec<Place>, Sheet)> {
    let sheet = read_below(bytes, name, head, files, problems)?;
    let text = files.text(sheet.file);
    let mut lines = vec![];
    let mut start = 0;
    for line in text[..head(&text)].split_inclusive(['\n', '\r']) {
        lines.push(Place { file: sheet.file, start, end: start + line.trim_end().len() });
        start += line.len();
    }
    Some((lines, sheet))
}

/// How long the lines above a header are that begin with `#`, in a quoted cell or not, blank ones between them included.
fn head(text: &str) -> usize {
    let (mut at, mut end) = (0, 0);
    for line in text.split_inclusive(['\n', '\r']) {
        at += line.len();
        let start = line.trim_start().trim_start_matches('"');
        if start.starts_with('#') {
            end = at;
        } else if !start.trim_matches([',', ';', '\t', '\n', '\r', ' ']).is_empty() {
            break;
        }
    }
    end
}

/// The text of a table, added to `files`, with what was recognised; none if it is too large, or no text.
fn open(
    bytes: &[u8],
    name: &str,
    most_bytes: usize,
    files: &mut Files,
    problems: &mut Problems,
) -> Option<(FileId, String, Vec<String>)> {
    if bytes.len() > most_bytes {
        let limit = most_bytes / 1024 / 1024;
        let message = format!("`{name}` is larger than {limit} MiB, the limit for a table");
        problems.report(Problem::nowhere(Code::TooLarge, message));
        return None;
    }
    let mut stated = vec![];
    let text = match decode(bytes, &mut stated) {
        Ok(text) => text,
        Err(why) => {
            let problem = Problem::nowhere(Code::NotText, format!("`{name}` is not a table in a text file: {why}"));
            problems.report(problem.help("in the spreadsheet, save it as CSV, UTF-8"));
            return None;
        }
    };
    if text.trim().is_empty() {
        problems.report(Problem::nowhere(Code::EmptyFile, format!("`{name}` has nothing in it")));
        return None;
    }
    let file = files.add(name, text.as_str());
    if let Some((at, letter)) = text.char_indices().find(|(_, letter)| steers(*letter)) {
        let message = format!("`{name}` holds the control character U+{:04X}", u32::from(letter));
        let place = Place { file, start: at, end: at + letter.len_utf8() };
        problems.report(Problem::new(Code::NotText, place, message, "not a letter").help("remove it"));
        return None;
    }
    Some((file, text, stated))
}

fn read_below(
    bytes: &[u8],
    name: &str,
    head: fn(&str) -> usize,
    files: &mut Files,
    problems: &mut Problems,
) -> Option<Sheet> {
    let (file, text, mut stated) = open(bytes, name, MOST_BYTES, files, problems)?;
    let head = head(&text);
    let separator = separator(&text[head..]);
    stated.push(match first_record(&text[head..]).contains(separator) {
        true => format!("separator: {}", in_words(separator)),
        false => "one column".to_owned(),
    });
    let mut reader = Reader { file, text: &text, separator, problems, failed: false };
    let (header, rows) = reader.rows(head)?;
    reader.check_header(&header);
    let rows = reader.check_rows(&header, rows);
    let has_decimal_comma = reader.decimal_comma(&rows);
    if reader.failed {
        return None;
    }
    if has_decimal_comma {
        stated.push("numbers with a decimal comma".to_owned());
    }
    Some(Sheet { file, header, rows, has_decimal_comma, stated })
}

/// The separator that splits the header most; a semicolon or a tab before a comma if they are as many.
fn separator(text: &str) -> char {
    let header = first_record(text);
    let count = |separator: char| {
        let mut quoted = false;
        let mut count = 0;
        for letter in header.chars() {
            quoted ^= letter == '"';
            count += usize::from(letter == separator && !quoted);
        }
        count
    };
    [',', '\t', ';'].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(',')
}

fn first_record(text: &str) -> &str {
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        quoted ^= letter == '"';
        if letter == '\n' && !quoted && !text[..at].trim().is_empty() {
            return &text[..at];
        }
    }
    text
}

fn in_words(separator: char) -> &'static str {
    match separator {
        ';' => "semicolon",
        '\t' => "tab",
        _ => "comma",
    }
}

struct Reader<'r> {
    file: FileId,
    text: &'r str,
    separator: char,
    problems: &'r mut Problems,
    failed: bool,
}

type Rows = (Vec<Cell>, Vec<Vec<Cell>>);

impl Reader<'_> {
    fn fail(&mut self, problem: Problem) {
        self.failed = true;
        self.problems.report(problem);
    }

    fn place(&self, start: usize, end: usize) -> Place {
        Place { file: self.file, start, end }
    }

    /// Header and rows from a place on; lines without any text are passed over.
    fn rows(&mut self, mut at: usize) -> Option<Rows> {
        let mut header = None;
        let mut rows = vec![];
        while at < self.text.len() {
            let (row, next) = self.row(at)?;
            at = next;
            if row.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            if row.len() > MOST_COLUMNS {
                let message = format!("a row has {} columns; the limit is {MOST_COLUMNS}", row.len());
                self.fail(Problem::new(Code::TooMany, row[0].place, message, "this row"));
                return None;
            }
            match header {
                None => header = Some(row),
                Some(_) if rows.len() == MOST_ROWS => {
                    let message = format!("the table has more than {MOST_ROWS} rows, the limit");
                    self.fail(Problem::new(Code::TooMany, row[0].place, message, "one too many"));
                    return None;
                }
                Some(_) => rows.push(row),
            }
        }
        if header.is_none() {
            let place = self.place(0, 0);
            self.fail(Problem::new(Code::EmptyFile, place, "the table has nothing in it", "only empty cells"));
        }
        Some((header?, rows))
    }

    /// The cells of the row that begins at `at`, and where the next one begins.
    fn row(&mut self, mut at: usize) -> Option<(Vec<Cell>, usize)> {
        let mut cells = vec![];
        loop {
            let (cell, end) = self.cell(at)?;
            cells.push(cell);
            at = end;
            let mut rest = self.text[at..].chars();
            match rest.next() {
                Some(letter) if letter == self.separator => at += letter.len_utf8(),
                Some('\r') if rest.next() == Some('\n') => return Some((cells, at + 2)),
                Some(_) => return Some((cells, at + 1)),
                None => return Some((cells, at)),
            }
        }
    }

    fn cell(&mut self, start: usize) -> Option<(Cell, usize)> {
        let rest = &self.text[start..];
        let is_end = |letter: char| letter == self.separator || letter == '\n' || letter == '\r';
        let blanks = rest.find(|c: char| is_end(c) || !c.is_whitespace()).unwrap_or(rest.len());
        if !rest[blanks..].starts_with('"') {
            let len = rest.find(is_end).unwrap_or(rest.len());
            let text = rest[..len].trim();
            let at = start + blanks.min(len);
            return Some((Cell { text: text.to_owned(), place: self.place(at, at + text.len()) }, start + len));
        }
        let opened = start + blanks;
        let mut text = String::new();
        let mut at = opened + 1;
        loop {
            let Some(len) = self.text[at..].find('"') else {
                let message = "a cell opens with a quote that is never closed";
                let problem = Problem::new(Code::BadCell, self.place(opened, opened + 1), message, "opened here");
                self.fail(problem.help("close the quote, or write a quote inside a cell twice"));
                return None;
            };
            text.push_str(&self.text[at..at + len]);
            at += len + 1;
            if !self.text[at..].starts_with('"') {
                break;
            }
            text.push('"');
            at += 1;
        }
        let after = &self.text[at..];
        let end = at + after.find(is_end).unwrap_or(after.len());
        let behind = self.text[at..end].trim();
        if !behind.is_empty() {
            let message = "a cell goes on behind its closing quote";
            let problem = Problem::new(Code::BadCell, self.place(opened, end), message, "this cell");
            self.fail(problem.help("write a quote inside a cell twice: `\"\"`"));
        }
        Some((Cell { text: text.trim().to_owned(), place: self.place(opened, at) }, end))
    }

    fn check_header(&mut self, header: &[Cell]) {
        for (index, cell) in header.iter().enumerate() {
            if cell.text.len() > LONGEST_NAME {
                let message = format!("the name of column {} has more than {LONGEST_NAME} letters", index + 1);
                let problem = Problem::new(Code::BadCell, cell.place, message, "too long");
                self.fail(problem.help("the first row names the columns, each in a few words"));
            } else if cell.text.is_empty() {
                let message = format!("column {} has no name", index + 1);
                let problem = Problem::new(Code::BadCell, cell.place, message, "empty");
                self.fail(problem.help("give every column a name in the first row"));
            } else if let Some(first) = header[..index].iter().find(|first| first.text == cell.text) {
                let message = format!("two columns are called `{}`", cell.text);
                let problem = Problem::new(Code::BadCell, cell.place, message, "the second one");
                self.fail(problem.also(first.place, "the first one").help("rename one of the two"));
            }
        }
    }

    /// The rows, each as long as the header; empty cells beyond the header are left out.
    fn check_rows(&mut self, header: &[Cell], mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
        let mut ragged = 0;
        for row in &mut rows {
            while row.len() > header.len() && row.last().is_some_and(|cell| cell.text.is_empty()) {
                row.pop();
            }
            if row.len() == header.len() {
                continue;
            }
            ragged += 1;
            if ragged > MOST_PROBLEMS {
                self.failed = true;
                continue;
            }
            self.ragged(row, header.len());
        }
        rows
    }

    /// Reports a row that is not as long as the header.
    fn ragged(&mut self, row: &[Cell], width: usize) {
        let message = format!("a row has {} cells, the header {width}", row.len());
        let place = self.place(row[0].place.start, row[row.len() - 1].place.end);
        let mut problem = Problem::new(Code::RaggedRow, place, message, "this row");
        problem = if row.len() > width {
            let sign = in_words(self.separator);
            problem.help(format!("put cells with a {sign} inside in quotes"))
        } else {
            problem.help("add the cells that are missing, empty if nothing is known")
        };
        self.fail(problem);
    }

    /// Whether numbers are written with decimal commas. Refuses a table in which nothing decides.
    fn decimal_comma(&mut self, rows: &[Vec<Cell>]) -> bool {
        let mut undecided = vec![];
        let mut deciding = [None, None];
        for cell in rows.iter().flatten() {
            match decimal_sign(&cell.text) {
                Sign::Comma if deciding[0].is_none() => deciding[0] = Some(cell.clone()),
                Sign::Point if deciding[1].is_none() => deciding[1] = Some(cell.clone()),
                Sign::CommaOrThousands => undecided.push(cell.clone()),
                // Programs that write decimal commas do not separate cells by commas.
                Sign::PointOrThousands if self.separator != ',' => undecided.push(cell.clone()),
                Sign::Comma | Sign::Point | Sign::PointOrThousands | Sign::None => {}
            }
        }
        self.decide(&deciding, &undecided)
    }

    /// Whether numbers have decimal commas, from the first cell with a comma and the first with a point that decide, and
    /// from cells that could be read both ways.
    fn decide(&mut self, deciding: &[Option<Cell>; 2], undecided: &[Cell]) -> bool {
        match deciding {
            [Some(comma), Some(point)] => {
                let message = format!("`{}` has a decimal comma, `{}` a decimal point", comma.text, point.text);
                let problem = Problem::new(Code::Ambiguous, comma.place, message, "a comma here");
                self.fail(problem.also(point.place, "a point here").help("write all numbers with one of the two"));
                false
            }
            [Some(_), None] => true,
            [None, Some(_)] => false,
            [None, None] => {
                for cell in undecided.iter().take(MOST_PROBLEMS) {
                    let number = cell.text.as_str();
                    let (sign, other) = if number.contains(',') { (',', ".") } else { ('.', ",") };
                    let message = format!("`{number}` can be read in two ways");
                    let problem = Problem::new(Code::Ambiguous, cell.place, message, "decimals, or thousands?");
                    self.fail(
                        problem
                            .help(format!("for thousands write `{}`", number.replace(sign, "")))
                            .help(format!("for decimals write `{number}0`, or `{}0`", number.replace(sign, other)))
                            .note("no other number in the table has a decimal comma or point that would decide"),
                    );
                }
                false
            }
        }
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
