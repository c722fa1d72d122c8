//! Headings, paragraphs and tables of the terminal report.

use anstyle::{AnsiColor, Style as Ansi};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

/// How the report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub colour: bool,
    /// Columns of the terminal; nothing is cut or wrapped without it.
    pub width: Option<u16>,
}

/// A report being written.
pub struct Page {
    style: Style,
    text: String,
}

/// Text is not set wider than this, for the eye's sake.
const WIDEST_TEXT: usize = 100;

/// Columns apart by blanks, one rule under the header.
const PLAIN: TableStyle = TableStyle::new().header_separator(LineStyle::new(' ', '─', '─', ' '));

impl Page {
    /// An empty page.
    pub fn new(style: Style) -> Page {
        Page { style, text: String::new() }
    }

    /// The page's text, ending in one line break.
    pub fn finish(self) -> String {
        let lines: Vec<&str> = self.text.lines().map(str::trim_end).collect();
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }

    /// The first line.
    pub fn title(&mut self, text: &str) {
        let text = self.painted(text, Ansi::new().bold());
        self.text.push_str(&text);
        self.text.push('\n');
    }

    /// A heading with a remark beside it.
    pub fn heading(&mut self, text: &str, remark: &str) {
        let heading = self.painted(&text.to_uppercase(), Ansi::new().bold());
        self.text.push('\n');
        self.text.push_str(&heading);
        if remark.is_empty() {
            self.text.push('\n');
        } else if text.chars().count() + remark.chars().count() + 2 <= self.widest() {
            self.text.push_str(&format!("  {remark}\n"));
        } else {
            self.text.push('\n');
            self.paragraph(remark);
        }
    }

    /// Lines of running text, wrapped between words.
    pub fn line(&mut self, text: &str) {
        self.wrapped(text, "", "");
    }

    /// Lines of running text a little to the right.
    pub fn paragraph(&mut self, text: &str) {
        self.wrapped(text, "  ", "  ");
    }

    /// An item of a list.
    pub fn item(&mut self, text: &str) {
        self.wrapped(text, "  · ", "    ");
    }

    /// A line in bold a little to the right, kept apart from what stands before it.
    pub fn lead(&mut self, text: &str) {
        let start = self.text.len();
        self.wrapped(text, "  ", "  ");
        let lines = self.text.split_off(start);
        for line in lines.lines() {
            let line = self.painted(line, Ansi::new().bold());
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// Lines as they are.
    pub fn verbatim(&mut self, text: &str) {
        self.text.push_str(text);
        if !text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A table: the first `texts` columns are set to the left, the others to the right.
    pub fn table(&mut self, header: &[String], rows: Vec<Vec<String>>, texts: usize) {
        let mut table = Table::new();
        table.load_style(PLAIN);
        if let Some(width) = self.style.width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width.max(40));
        }
        let cell = |(column, text): (usize, &String)| {
            let alignment = if column < texts { CellAlignment::Left } else { CellAlignment::Right };
            Cell::new(text).set_alignment(alignment)
        };
        table.set_header(header.iter().enumerate().map(cell).collect::<Vec<_>>());
        for row in &rows {
            table.add_row(row.iter().enumerate().map(cell).collect::<Vec<_>>());
        }
        if let Some(width) = self.style.width {
            for (column, least) in table.column_iter_mut().zip(least_widths(header, &rows, texts, width.max(40))) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            }
        }
        if let Some(first) = table.column_mut(0) {
            first.set_padding((1, 1));
        }
        for line in table.lines() {
            // Painted after the columns are set: control codes have no width.
            let line = line.trim_end().replace('✓', &self.painted("✓", AnsiColor::Green.on_default()));
            self.text.push_str(&line.replace('✗', &self.painted("✗", AnsiColor::Red.on_default())));
            self.text.push('\n');
        }
    }

    /// Columns that a line of running text may take.
    pub fn widest(&self) -> usize {
        self.style.width.map_or(WIDEST_TEXT, |width| (width as usize).clamp(40, WIDEST_TEXT))
    }

    fn painted(&self, text: &str, style: Ansi) -> String {
        if self.style.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn wrapped(&mut self, text: &str, first: &str, others: &str) {
        let most = self.widest();
        wrap(&mut self.text, text, [first, others], most);
    }
}

/// Adds a paragraph to `text`, broken between words so that no line has more than `most` characters unless one word does.
/// The first line and the others begin as `starts` say.
pub fn wrap(text: &mut String, words: &str, starts: [&str; 2], most: usize) {
    let mut line = starts[0].to_owned();
    let mut length = line.chars().count();
    let mut empty = true;
    for word in words.split(' ') {
        let word_length = word.chars().count();
        if !empty && length + 1 + word_length > most {
            text.push_str(&line);
            text.push('\n');
            line = starts[1].to_owned();
            length = line.chars().count();
            empty = true;
        }
        if !empty {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word_length;
        empty = false;
    }
    text.push_str(&line);
    text.push('\n');
}

/// How narrow columns may become in a terminal of `width`, blanks at both sides included: numbers and intervals stay
/// on one line if there is room for that, else words stay whole. Empty if there is no room for either.
fn least_widths(header: &[String], rows: &[Vec<String>], texts: usize, width: u16) -> Vec<u16> {
    const BLANKS: usize = 2;
    let longest = |column: usize, whole: bool| {
        let cells = std::iter::once(&header[column]).chain(rows.iter().filter_map(|row| row.get(column)));
        let words = cells.flat_map(|cell| if whole { vec![cell.as_str()] } else { cell.split(' ').collect() });
        words.map(|word| word.chars().count()).max().unwrap_or(0) + BLANKS
    };
    for numbers_stay_whole in [true, false] {
        let least: Vec<usize> =
            (0..header.len()).map(|column| longest(column, numbers_stay_whole && column >= texts)).collect();
        // One more blank between columns and at each end.
        if least.iter().sum::<usize>() + header.len() < usize::from(width) {
            return least.into_iter().map(|least| u16::try_from(least).unwrap_or(u16::MAX)).collect();
        }
    }
    vec![]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_terminal_breaks_neither_words_nor_intervals_where_there_is_room() {
        let words = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let header = words(["category", "", "police_and_prosecutor", ""]);
        let rows = vec![words(["all public payers of the country", "3.3", "−12.1 to −10.3", "−1.3 to 0.7"])];
        let mut page = Page::new(Style { colour: false, width: Some(80) });
        page.table(&header, rows, 1);
        let text = page.finish();
        for whole in ["category", "police_and_prosecutor", "−12.1 to −10.3", "−1.3 to 0.7"] {
            assert!(text.contains(whole), "{whole} is broken:\n{text}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }

    #[test]
    fn text_wraps_between_words_at_the_width_of_the_terminal() {
        let mut page = Page::new(Style { colour: false, width: Some(40) });
        page.item("aaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbb c");
        assert_eq!(page.finish(), "  · aaaaaaaaaaaaaaaaaaaa\n    bbbbbbbbbbbbbbbbbbbb c\n");
    }

    #[test]
    fn nothing_is_painted_without_colour() {
        let mut page = Page::new(Style { colour: false, width: None });
        page.title("a");
        page.heading("b", "c");
        assert_eq!(page.finish(), "a\n\nB  c\n");
    }
}
