//! Formulas: names resolved, units inferred, written as arithmetic over base units.

use super::keys::{at, inside};
use super::parameters::{Parameters, spell};
use crate::codes::Code;
use crate::model::{Formula, Operand};
use crate::scenario::formula::{Function, Kind, Operator, Parsed};
use crate::text::{Node, Place, Problems};
use crate::unit::Dimensions;

/// A formula with the dimensions in which it comes out.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    pub formula: Formula,
    pub dimensions: Dimensions,
}

/// Reads the syntax of a formula; what is wrong is reported under the path of the key.
pub fn parse(node: &Node, path: &str, problems: &mut Problems) -> Option<Parsed> {
    let Some(text) = node.as_text() else {
        problems.report(at(
            Code::WrongType,
            node.place,
            path,
            format!("{} stands where a formula is needed", node.value.kind()),
            "a text is needed",
        ));
        return None;
    };
    match crate::scenario::formula::parse(text, inside(node)) {
        Ok(parsed) => Some(parsed),
        Err(mut problem) => {
            problem.message = format!("{path}: {}", problem.message);
            problems.report(*problem);
            None
        }
    }
}

/// The parameters that a formula reads.
pub fn names(parsed: &Parsed) -> Vec<String> {
    parsed.names().into_iter().map(|(name, _, _)| name.to_owned()).collect()
}

/// How many operations stand on one another at most.
pub fn depth(parsed: &Parsed) -> usize {
    let inner = match &parsed.kind {
        Kind::Number(_) | Kind::Name { .. } => 0,
        Kind::Negative(a) | Kind::Power(a, _) => depth(a),
        Kind::Binary(_, a, b) => depth(a).max(depth(b)),
        Kind::Call(_, arguments) => arguments.iter().map(depth).max().unwrap_or(0) + arguments.len(),
    };
    inner + 1
}

/// Resolves the names of a formula and infers its dimensions; all problems are reported.
pub fn lower(parsed: &Parsed, path: &str, parameters: &mut Parameters, problems: &mut Problems) -> Option<Typed> {
    let typed = Lowering { path, parameters, problems }.part(parsed)?;
    Some(typed)
}

/// A product of parameters, the only thing that an amount can be.
pub fn product(node: &Node, path: &str, parameters: &mut Parameters, problems: &mut Problems) -> Option<Typed> {
    let parsed = parse(node, path, problems)?;
    if let Some(place) = not_a_product(&parsed) {
        problems.report(
            at(Code::WrongType, place, path, "only a product of parameters can stand here", "not a product")
                .help("make it a parameter:  name = \"= a + b\"  and write the name here"),
        );
        return None;
    }
    lower(&parsed, path, parameters, problems)
}

fn not_a_product(parsed: &Parsed) -> Option<Place> {
    match &parsed.kind {
        Kind::Name { .. } => None,
        Kind::Binary(Operator::Times, a, b) => not_a_product(a).or_else(|| not_a_product(b)),
        _ => Some(parsed.place),
    }
}

struct Lowering<'a, 'b, 'c> {
    path: &'a str,
    parameters: &'a mut Parameters<'b>,
    problems: &'c mut Problems,
}

impl Lowering<'_, '_, '_> {
    fn part(&mut self, parsed: &Parsed) -> Option<Typed> {
        match &parsed.kind {
            Kind::Number(number) => Some(Typed { formula: Formula::Number(*number), dimensions: Dimensions::none() }),
            Kind::Name { name, key } => {
                let operand = Operand { parameter: name.clone(), key: key.clone() };
                let dimensions = self.parameters.look_up(&operand, parsed.place, self.path, self.problems)?;
                Some(Typed { formula: Formula::Read(operand), dimensions })
            }
            Kind::Negative(inner) => {
                let inner = self.part(inner)?;
                Some(Typed { formula: Formula::Negative(Box::new(inner.formula)), ..inner })
            }
            Kind::Binary(operator, left, right) => self.binary(parsed, *operator, left, right),
            Kind::Power(base, power) => {
                let base = self.part(base)?;
                let dimensions = base.dimensions.to_the(*power);
                let dimensions = self.in_range(dimensions, parsed)?;
                Some(Typed { formula: Formula::Power(Box::new(base.formula), *power), dimensions })
            }
            Kind::Call(function, arguments) => self.call(parsed, *function, arguments),
        }
    }

    fn binary(&mut self, whole: &Parsed, operator: Operator, left: &Parsed, right: &Parsed) -> Option<Typed> {
        let (a, b) = (self.part(left), self.part(right));
        let (a, b) = (a?, b?);
        match operator {
            Operator::Plus => self.same(whole, "added", (left, a), (right, b), Formula::Sum),
            Operator::Minus => self.same(whole, "subtracted", (left, a), (right, b), Formula::Difference),
            Operator::Times => {
                self.refuse_converting_twice(left, right)?;
                let dimensions = self.in_range(a.dimensions.times(&b.dimensions), whole)?;
                Some(Typed { formula: Formula::Product(Box::new(a.formula), Box::new(b.formula)), dimensions })
            }
            Operator::Over => {
                self.refuse_converting_twice(left, right)?;
                let dimensions = self.in_range(a.dimensions.over(&b.dimensions), whole)?;
                Some(Typed { formula: Formula::Quotient(Box::new(a.formula), Box::new(b.formula)), dimensions })
            }
        }
    }

    fn in_range(&mut self, dimensions: Option<Dimensions>, whole: &Parsed) -> Option<Dimensions> {
        if dimensions.is_none() {
            self.problems.report(at(
                Code::UnitsClash,
                whole.place,
                self.path,
                "the unit has too high a power",
                "too high",
            ));
        }
        dimensions
    }

    fn same(
        &mut self,
        whole: &Parsed,
        verb: &str,
        (left, a): (&Parsed, Typed),
        (right, b): (&Parsed, Typed),
        make: fn(Box<Formula>, Box<Formula>) -> Formula,
    ) -> Option<Typed> {
        if a.dimensions != b.dimensions {
            let (first, second) = (spell(&a.dimensions), spell(&b.dimensions));
            self.problems.report(
                at(
                    Code::UnitsClash,
                    whole.place,
                    self.path,
                    format!("{first} and {second} cannot be {verb}"),
                    "units that do not fit",
                )
                .also(left.place, first)
                .also(right.place, second),
            );
            return None;
        }
        Some(Typed { formula: make(Box::new(a.formula), Box::new(b.formula)), dimensions: a.dimensions })
    }

    fn call(&mut self, whole: &Parsed, function: Function, arguments: &[Parsed]) -> Option<Typed> {
        let typed: Vec<Option<Typed>> = arguments.iter().map(|argument| self.part(argument)).collect();
        let typed: Vec<Typed> = typed.into_iter().collect::<Option<_>>()?;
        let make = match function {
            Function::Min => return self.fold(whole, arguments, typed, Formula::Smaller),
            Function::Max => return self.fold(whole, arguments, typed, Formula::Larger),
            Function::Exp => |mut parts: Vec<Formula>| Formula::Exponential(Box::new(parts.remove(0))),
            Function::Log => |mut parts: Vec<Formula>| Formula::Logarithm(Box::new(parts.remove(0))),
            Function::Conditional => |mut parts: Vec<Formula>| Formula::Conditional(Box::new(parts.remove(0))),
            Function::WithOddsRatio => {
                |mut parts: Vec<Formula>| Formula::WithOddsRatio(Box::new(parts.remove(0)), Box::new(parts.remove(0)))
            }
            Function::WithRelativeRisk => |mut parts: Vec<Formula>| {
                Formula::WithRelativeRisk(Box::new(parts.remove(0)), Box::new(parts.remove(0)))
            },
            Function::WithHazardRatio => {
                |mut parts: Vec<Formula>| Formula::WithHazardRatio(Box::new(parts.remove(0)), Box::new(parts.remove(0)))
            }
            Function::WithRiskDifference => |mut parts: Vec<Formula>| {
                Formula::WithRiskDifference(Box::new(parts.remove(0)), Box::new(parts.remove(0)))
            },
        };
        let mut pure = true;
        for (argument, typed) in arguments.iter().zip(&typed) {
            if !typed.dimensions.is_none() {
                pure = false;
                self.problems.report(
                    at(
                        Code::UnitsClash,
                        argument.place,
                        self.path,
                        format!("`{}` takes pure numbers, not {}", function.word(), spell(&typed.dimensions)),
                        "has a unit",
                    )
                    .help("multiply or divide by a parameter that takes the unit away, such as a rate by a time"),
                );
            }
        }
        if function == Function::Conditional && pure && !self.has_path(&typed[0].formula) {
            pure = false;
            self.problems.report(
                at(
                    Code::BadPath,
                    whole.place,
                    self.path,
                    "`conditional` needs a cumulative path over time since entry",
                    "nothing in it has since_entry",
                )
                .help("write the path as  since_entry = { step = \"1 month\", values = [0.0, 0.076, …] }"),
            );
        }
        pure.then(|| Typed {
            formula: make(typed.into_iter().map(|typed| typed.formula).collect()),
            dimensions: Dimensions::none(),
        })
    }

    fn has_path(&self, formula: &Formula) -> bool {
        formula.operands().into_iter().any(|operand| self.parameters.entry_step(&operand.parameter).is_some())
    }

    fn fold(
        &mut self,
        whole: &Parsed,
        arguments: &[Parsed],
        typed: Vec<Typed>,
        make: fn(Box<Formula>, Box<Formula>) -> Formula,
    ) -> Option<Typed> {
        let mut parts = arguments.iter().zip(typed);
        let (first, mut so_far) = parts.next()?;
        for (argument, next) in parts {
            so_far = self.same(whole, "compared", (first, so_far), (argument, next), make)?;
        }
        Some(so_far)
    }

    /// A price that is converted by `[exchange]` must not be multiplied by the rate as well; `None` after a report.
    fn refuse_converting_twice(&mut self, left: &Parsed, right: &Parsed) -> Option<()> {
        let mut names = left.names();
        names.extend(right.names());
        let rate = names.iter().find(|(name, ..)| self.parameters.money.is_rate(name));
        let price = names
            .iter()
            .find(|(name, ..)| self.parameters.all.get(*name).is_some_and(|parameter| parameter.conversion.is_some()));
        let (Some((rate, _, place)), Some((price, ..))) = (rate, price) else { return Some(()) };
        self.problems.report(
            at(
                Code::ConvertedTwice,
                *place,
                self.path,
                format!("`{price}` is converted by [exchange] already, and `{rate}` would convert it again"),
                "a second conversion",
            )
            .help(format!("leave `{rate}` out")),
        );
        None
    }
}
