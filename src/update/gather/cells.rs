//! What single cells say: counts, lengths of time, shares of courts, years.

use super::Reader;
use crate::codes::Code;
use crate::scenario::sheet::Cell;
use crate::text::{Place, Problem, Problems};
use crate::update::count::{Count, NoCount};
use crate::update::tally::Tally;
use crate::update::words::Word;

/// The most problems that are reported of one kind.
const MOST_PROBLEMS: usize = 20;

impl Reader<'_> {
    pub(super) fn count(&mut self, cell: &Cell) -> Option<Count> {
        match Count::read(&self.sheet.with_decimal_point(cell)) {
            Ok(count) => Some(count),
            Err(why) => {
                self.bad_count(cell, why);
                None
            }
        }
    }

    /// A count that a mask may not hide.
    pub(super) fn total(&mut self, cell: &Cell) -> Option<u64> {
        let count = self.count(cell)?;
        if count.is_masked() {
            if self.bad_cells.insert(cell.place) {
                self.problems.report(
                    Problem::new(
                        Code::Masked,
                        cell.place,
                        format!("`{}` hides how many trials there were", cell.text),
                        "a masked total",
                    )
                    .help("join rows until the total is printed; only events may be masked"),
                );
            }
            return None;
        }
        Some(count.low)
    }

    fn bad_count(&mut self, cell: &Cell, why: NoCount) {
        if !self.bad_cells.insert(cell.place) || self.bad_cells.len() > MOST_PROBLEMS {
            return;
        }
        let text = &cell.text;
        let (message, label, help) = match why {
            NoCount::Empty => {
                ("a count is missing".to_owned(), "empty", "write 0 if nobody was counted, or leave the row out")
            }
            NoCount::Negative => {
                (format!("`{text}` is below 0"), "nobody can be fewer than nobody", "write how many there were")
            }
            NoCount::NotWhole => (
                format!("`{text}` is not a whole number"),
                "people are whole",
                "write the count itself, not a share or a mean",
            ),
            NoCount::TooLarge => {
                (format!("`{text}` is more than there are people"), "too large", "write the count itself")
            }
            NoCount::Mask => {
                (format!("`{text}` masks no small count"), "not a mask", "a masked count is written <5, 1-4 or 1..4")
            }
            NoCount::Unreadable => {
                (format!("`{text}` is not a count"), "not a number", "a count is written 12; a masked one <5 or 1-4")
            }
        };
        self.problems.report(Problem::new(Code::BadCount, cell.place, message, label).help(help));
    }

    pub(super) fn empty(&mut self, cell: &Cell, column: &str) {
        let message = format!("a row has nothing in the column `{column}`");
        self.problems.report(Problem::new(Code::EmptyCell, cell.place, message, "empty"));
    }

    /// Whether events can be among so many trials; reports it if not.
    pub(super) fn fits(&mut self, events: Count, trials: u64, place: Place, total: Place) -> bool {
        let fits = events.high <= trials;
        if !fits {
            let message = format!("{} events of {trials} trials", events.in_words());
            let mut problem = Problem::new(Code::EventsAboveTrials, place, message, "more than there were trials")
                .also(total, "the trials");
            problem = match events.low <= trials {
                true => problem.help(format!("the mask allows more than there were: write {}-{trials}", events.low)),
                false => problem.help("look whether the two columns are exchanged, or count different things"),
            };
            self.problems.report(problem);
        }
        fits
    }

    pub(super) fn twice(&mut self, place: Place, first: Place) {
        self.problems.report(
            Problem::new(Code::CountedTwice, place, "the same counts stand in the table twice", "the second row")
                .also(first, "the first row")
                .help("remove one of the two, or tell them apart by `year` or `site`"),
        );
    }

    pub(super) fn time(&mut self, word: &Word) -> Option<f64> {
        // `1 year`, and `year` alone.
        let text = if word.text.starts_with(|c: char| c.is_ascii_digit()) {
            word.text.clone()
        } else {
            format!("1 {}", word.text)
        };
        match self.units.parse_time(&text) {
            Ok(days) if days > 0.0 => Some(days),
            _ => {
                let message = format!("`{}` is not a length of time", word.text);
                self.problems.report(
                    Problem::new(Code::BadMapping, word.place, message, "a length of time goes here")
                        .help("for example  in 12 months"),
                );
                None
            }
        }
    }

    /// The share of courts observed that a row says, or the mapping; 1 if nobody says anything.
    pub(super) fn share_observed(&mut self, own: Option<&Word>) -> Option<f64> {
        match own.or(self.mapping.share_observed.as_ref()) {
            Some(word) => share(word, "the share of courts observed", self.problems),
            None => Some(1.0),
        }
    }

    pub(super) fn year(&mut self, word: Option<&Word>, tally: Option<&mut Tally>) {
        let Some(word) = word.filter(|word| !word.text.is_empty()) else { return };
        // `2024`, `2024-05`, `2024 Q1`.
        let digits: String = word.text.chars().take_while(char::is_ascii_digit).collect();
        match (digits.len() == 4).then(|| digits.parse::<i32>().ok()).flatten() {
            Some(year) => {
                if let Some(tally) = tally {
                    tally.years.insert(year);
                }
            }
            None => self.problems.report(Problem::new(
                Code::BadCell,
                word.place,
                format!("`{}` is not a year", word.text),
                "a year such as 2024 goes here",
            )),
        }
    }
}

/// A share above 0 and up to 1, as `0.6` or `60 %`.
fn share(word: &Word, what: &str, problems: &mut Problems) -> Option<f64> {
    let (number, factor) = match word.text.strip_suffix('%') {
        Some(number) => (number.trim(), 0.01),
        None => (word.text.as_str(), 1.0),
    };
    match number.replace(',', ".").parse::<f64>().map(|number| number * factor) {
        Ok(share) if share > 0.0 && share <= 1.0 => Some(share),
        _ => {
            let message = format!("{what} cannot be `{}`", word.text);
            problems.report(
                Problem::new(Code::ShareObserved, word.place, message, "above 0 and up to 1")
                    .help("write it as 0.6 or 60 %"),
            );
            None
        }
    }
}

pub(super) fn as_word(cell: &Cell) -> Word {
    Word { text: cell.text.clone(), place: cell.place, quoted: true }
}
