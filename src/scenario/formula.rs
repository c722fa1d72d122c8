//! The syntax of formulas: `people_fined / (people_tested * share_positive)`.
//!
//! Only the form is read here; whether the names exist and the units fit is looked at later. From loosest to
//! tightest: `+ −`, then `* /`, then a sign, then `^` with a whole power.

use crate::codes::Code;
use crate::text::{Place, Problem};

/// The deepest nesting of parentheses, functions and signs.
const MOST_DEPTH: usize = 64;
/// The most numbers and names of one formula.
const MOST_OPERANDS: usize = 1000;

/// A formula with places, names not yet resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub kind: Kind,
    /// From the first to the last letter of this part.
    pub place: Place,
}

/// What a part of a formula is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Number(f64),
    /// `a`, or `a.key`.
    Name {
        name: String,
        key: Option<String>,
    },
    Negative(Box<Parsed>),
    Binary(Operator, Box<Parsed>, Box<Parsed>),
    /// A whole power.
    Power(Box<Parsed>, i8),
    /// As many arguments as the function takes.
    Call(Function, Vec<Parsed>),
}

/// What stands between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// The functions that a formula can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Min,
    Max,
    Exp,
    Log,
    WithOddsRatio,
    WithRelativeRisk,
    WithHazardRatio,
    WithRiskDifference,
    Conditional,
}

impl Function {
    /// All functions.
    pub const ALL: [Function; 9] = [
        Function::Min,
        Function::Max,
        Function::Exp,
        Function::Log,
        Function::WithOddsRatio,
        Function::WithRelativeRisk,
        Function::WithHazardRatio,
        Function::WithRiskDifference,
        Function::Conditional,
    ];

    /// As formulas write it.
    pub fn word(self) -> &'static str {
        match self {
            Function::Min => "min",
            Function::Max => "max",
            Function::Exp => "exp",
            Function::Log => "log",
            Function::WithOddsRatio => "with_odds_ratio",
            Function::WithRelativeRisk => "with_relative_risk",
            Function::WithHazardRatio => "with_hazard_ratio",
            Function::WithRiskDifference => "with_risk_difference",
            Function::Conditional => "conditional",
        }
    }

    /// The least and the most number of arguments.
    fn arguments(self) -> (usize, usize) {
        match self {
            Function::Min | Function::Max => (2, 100),
            Function::Exp | Function::Log | Function::Conditional => (1, 1),
            Function::WithOddsRatio
            | Function::WithRelativeRisk
            | Function::WithHazardRatio
            | Function::WithRiskDifference => (2, 2),
        }
    }
}

impl Parsed {
    /// All names, in the order in which they stand, with repetitions.
    pub fn names(&self) -> Vec<(&str, Option<&str>, Place)> {
        let mut found = vec![];
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<(&'a str, Option<&'a str>, Place)>) {
        match &self.kind {
            Kind::Number(_) => {}
            Kind::Name { name, key } => found.push((name, key.as_deref(), self.place)),
            Kind::Negative(inner) | Kind::Power(inner, _) => inner.collect(found),
            Kind::Binary(_, left, right) => {
                left.collect(found);
                right.collect(found);
            }
            Kind::Call(_, arguments) => arguments.iter().for_each(|argument| argument.collect(found)),
        }
    }
}

/// Reads a formula.
///
/// `place` is where its letters stand; when it is as long as the text, every part gets its own place within it,
/// otherwise (a text written with escapes) every part has the whole place.
pub fn parse(text: &str, place: Place) -> Result<Parsed, Box<Problem>> {
    let mut parser = Parser { text, place, at: 0, depth: 0, operands: 0 };
    parser.blanks();
    if parser.rest().is_empty() {
        return Err(parser.problem(
            0,
            text.len(),
            "the formula is empty",
            "a formula goes here",
            "for example `a / b`",
        ));
    }
    let parsed = parser.sum()?;
    match parser.rest().chars().next() {
        None => Ok(parsed),
        Some(')') => Err(parser.here("a parenthesis closes that was never opened", "no `(` before it", "")),
        Some('=') => Err(parser.here("a formula has no second `=`", "not here", "")),
        Some(',') => Err(parser.here(
            "a comma stands outside a function",
            "not here",
            "numbers have a decimal point; only functions such as `min(a, b)` have commas",
        )),
        Some('%') => Err(parser.here(
            "a formula has no percent signs",
            "not here",
            "write the share as a number, such as 0.45, or as a parameter of its own",
        )),
        Some(_) => Err(parser.here(
            "two things stand side by side with nothing between them",
            "a sign is missing before this",
            "write `*` for times: `a * b`",
        )),
    }
}

struct Parser<'t> {
    text: &'t str,
    place: Place,
    at: usize,
    depth: usize,
    operands: usize,
}

type Outcome = Result<Parsed, Box<Problem>>;

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, signs: &[char]) -> Option<char> {
        let sign = self.rest().chars().next().filter(|sign| signs.contains(sign))?;
        self.at += sign.len_utf8();
        self.blanks();
        Some(sign)
    }

    fn span(&self, start: usize, end: usize) -> Place {
        let is_literal = self.place.end - self.place.start == self.text.len();
        if is_literal { self.place.within(start, end - start) } else { self.place }
    }

    fn part(&self, kind: Kind, start: usize) -> Parsed {
        let end = start + self.text[start..self.at].trim_end().len();
        Parsed { kind, place: self.span(start, end) }
    }

    fn problem(&self, start: usize, end: usize, message: &str, label: &str, help: &str) -> Box<Problem> {
        let problem = Problem::new(Code::BadFormula, self.span(start, end), message, label);
        Box::new(if help.is_empty() { problem } else { problem.help(help) })
    }

    /// A problem with the word or sign at the current place.
    fn here(&self, message: &str, label: &str, help: &str) -> Box<Problem> {
        let rest = self.rest();
        let word = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let len = word.max(rest.chars().next().map_or(0, char::len_utf8));
        self.problem(self.at, self.at + len, message, label, help)
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            let message = format!("the formula is nested more than {MOST_DEPTH} deep");
            return Err(self.here(&message, "too deep", "name its parts as parameters of their own"));
        }
        let outcome = read(self);
        self.depth -= 1;
        outcome
    }

    fn sum(&mut self) -> Outcome {
        let start = self.at;
        let mut left = self.product()?;
        while let Some(sign) = self.take(&['+', '-', '−', '–']) {
            let operator = if sign == '+' { Operator::Plus } else { Operator::Minus };
            let right = self.product()?;
            left = self.part(Kind::Binary(operator, Box::new(left), Box::new(right)), start);
        }
        Ok(left)
    }

    fn product(&mut self) -> Outcome {
        let start = self.at;
        let mut left = self.signed()?;
        while let Some(sign) = self.take(&['*', '×', '·', '/', '÷']) {
            if self.rest().starts_with('*') {
                return Err(self.here("a power is written with `^`", "not `**`", "for example `a ^ 2`"));
            }
            let operator = if matches!(sign, '/' | '÷') { Operator::Over } else { Operator::Times };
            let right = self.signed()?;
            left = self.part(Kind::Binary(operator, Box::new(left), Box::new(right)), start);
        }
        Ok(left)
    }

    fn signed(&mut self) -> Outcome {
        let start = self.at;
        match self.take(&['-', '−', '–', '+']) {
            Some('+') => self.deeper(Self::signed),
            Some(_) => {
                let inner = self.deeper(Self::signed)?;
                Ok(self.part(Kind::Negative(Box::new(inner)), start))
            }
            None => self.power(),
        }
    }

    fn power(&mut self) -> Outcome {
        let start = self.at;
        let base = self.operand()?;
        if self.take(&['^']).is_none() {
            return Ok(base);
        }
        let power_start = self.at;
        let is_negative = self.take(&['-', '−']).is_some();
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest()[..digits].parse::<i8>().ok().filter(|power| *power <= 20);
        let goes_on = self.rest()[digits..].starts_with(|c: char| c == '.' || is_name(c));
        let Some(power) = number.filter(|_| !goes_on) else {
            let end = self.at + digits.max(1).min(self.rest().len());
            let end = (end..=self.text.len()).find(|end| self.text.is_char_boundary(*end)).unwrap_or(self.text.len());
            return Err(self.problem(
                power_start,
                end,
                "a power is a whole number up to 20",
                "not a whole number",
                "for other powers write `exp(x * log(a))`",
            ));
        };
        self.at += digits;
        self.blanks();
        let power = if is_negative { -power } else { power };
        let raised = self.part(Kind::Power(Box::new(base), power), start);
        if self.rest().starts_with('^') {
            return Err(self.here("two powers in a row can be read in two ways", "a second power", "use parentheses"));
        }
        Ok(raised)
    }

    fn operand(&mut self) -> Outcome {
        self.operands += 1;
        if self.operands > MOST_OPERANDS {
            let message = format!("the formula has more than {MOST_OPERANDS} parts");
            return Err(self.here(&message, "too long", "name its parts as parameters of their own"));
        }
        let start = self.at;
        match self.rest().chars().next() {
            Some('(') => {
                self.take(&['(']);
                let inner = self.deeper(Self::sum)?;
                self.close(start)?;
                Ok(self.part(inner.kind, start))
            }
            Some(first) if first.is_ascii_digit() || first == '.' => self.number(),
            Some(first) if is_name(first) => self.name(),
            Some(')') => Err(self.here("something is missing before `)`", "a number or name goes before this", "")),
            Some('"' | '\'') => Err(self.here("names in formulas have no quotes", "not here", "leave the quotes out")),
            Some(_) => Err(self.here("a number or the name of a parameter is needed here", "not a name", "")),
            None => {
                let end = self.text.trim_end();
                let last = end.char_indices().next_back().map_or(0, |(at, _)| at);
                Err(self.problem(last, end.len(), "the formula ends too early", "something must follow", ""))
            }
        }
    }

    fn close(&mut self, opened: usize) -> Result<(), Box<Problem>> {
        if self.take(&[')']).is_some() {
            return Ok(());
        }
        if self.rest().is_empty() {
            return Err(self.problem(opened, opened + 1, "a parenthesis is not closed", "opened here", "add `)`"));
        }
        Err(self.here("a sign or `)` is needed here", "not expected", "write `*` for times: `a * b`"))
    }

    fn number(&mut self) -> Outcome {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = start + digits(start);
        if bytes.get(end) == Some(&b'.') {
            end += 1 + digits(end + 1);
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
            let power = digits(end + 1 + sign);
            end += if power > 0 { 1 + sign + power } else { 0 };
        }
        let number = self.text[start..end].parse::<f64>().ok().filter(|number| number.is_finite());
        let Some(number) = number else {
            return Err(self.problem(start, end, "this is not a number", "not a number", ""));
        };
        self.at = end;
        if self.rest().starts_with(is_name) {
            let help = "units belong to parameters; a product needs `*`";
            return Err(self.here("a name stands right behind a number", "a sign is missing before this", help));
        }
        self.blanks();
        Ok(self.part(Kind::Number(number), start))
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn name(&mut self) -> Outcome {
        let start = self.at;
        let name = self.word();
        let mut key = None;
        if self.rest().starts_with('.') {
            self.at += 1;
            let word = self.word();
            if word.is_empty() {
                return Err(self.problem(start, self.at, "a name ends with a dot", "a key must follow the dot", ""));
            }
            key = Some(word.to_owned());
        }
        self.blanks();
        if key.is_none() && self.rest().starts_with('(') {
            return self.call(name, start);
        }
        Ok(self.part(Kind::Name { name: name.to_owned(), key }, start))
    }

    fn call(&mut self, name: &str, start: usize) -> Outcome {
        let Some(function) = Function::ALL.into_iter().find(|function| function.word() == name) else {
            let message = format!("there is no function called `{name}`");
            let near =
                Function::ALL.map(|function| (strsim::damerau_levenshtein(name, function.word()), function.word()));
            let help = match near.into_iter().min().filter(|(distance, word)| *distance <= 1 + word.len() / 4) {
                Some((_, word)) => format!("did you mean `{word}`?"),
                None if name == "ln" => "write `log` for the natural logarithm".to_owned(),
                None => format!("functions: {}", Function::ALL.map(Function::word).join(", ")),
            };
            return Err(self.problem(start, start + name.len(), &message, "not a function", &help));
        };
        let opened = self.at;
        self.take(&['(']);
        let mut arguments = vec![];
        if !self.rest().starts_with(')') {
            arguments.push(self.deeper(Self::sum)?);
            while self.take(&[',', ';']).is_some() {
                arguments.push(self.deeper(Self::sum)?);
            }
        }
        self.close(opened)?;
        let (least, most) = function.arguments();
        let count = arguments.len();
        let call = self.part(Kind::Call(function, arguments), start);
        if (least..=most).contains(&count) {
            return Ok(call);
        }
        let needed = if least == most { format!("{least}") } else { format!("at least {least}") };
        let message =
            format!("`{name}` takes {needed} {}, not {count}", if needed == "1" { "argument" } else { "arguments" });
        let mut problem = self.problem(start, start + name.len(), &message, "arguments", "");
        problem.place = Some(call.place);
        Err(problem)
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
#[path = "formula_tests.rs"]
mod tests;
