//! What a line counts and what one costs: `per`, `stage`, `by_stage` and `amount`.

use super::{Goal, Reader};
use crate::codes::Code;
use crate::model::{Formula, Per, Quantity};
use crate::scenario::nearest::did_you_mean;
use crate::scenario::read::formula::{Typed, product};
use crate::scenario::read::keys::{at, inside};
use crate::scenario::read::parameters::spell;
use crate::text::{Node, Place};
use crate::unit::Dimensions;

impl<'a> Reader<'a, '_, '_> {
    fn per(&mut self) -> Option<Per> {
        let table = self.table;
        table.required("per", "\"entry\", \"stay\", \"year\" or \"once\"", self.problems)?;
        #[derive(Clone, Copy, PartialEq)]
        enum Word {
            Entry,
            Stay,
            Year,
            Once,
        }
        let words = [("entry", Word::Entry), ("stay", Word::Stay), ("year", Word::Year), ("once", Word::Once)];
        let word = table.word("per", &words, self.problems)?;
        if word != Word::Once {
            for key in ["when", "lifetime"] {
                if let Some(node) = table.node.get(key) {
                    self.problems.report(at(
                        Code::KeysConflict,
                        node.key,
                        &table.path,
                        format!("`{key}` goes with per = \"once\""),
                        "not with this `per`",
                    ));
                }
            }
        }
        Some(match word {
            Word::Entry => Per::Entry,
            Word::Stay => Per::Stay,
            Word::Year => Per::Year,
            Word::Once => {
                let settings = self.context.settings;
                let when = table.whole("when", self.problems).unwrap_or(settings.start_year);
                let last = settings.start_year + settings.years as i32 - 1;
                if let Some(node) = table.get("when")
                    && !(settings.start_year..=last).contains(&when)
                {
                    self.problems.report(at(
                        Code::OutOfRange,
                        node.place,
                        &format!("{}.when", table.path),
                        format!("{when} is not a year of the run"),
                        &format!("{} to {last}", settings.start_year),
                    ));
                }
                Per::Once { when, lifetime: table.duration("lifetime", self.context.units, self.problems) }
            }
        })
    }

    pub(super) fn quantity(&mut self, goal: &Goal) -> Option<Quantity> {
        let table = self.table;
        let per = self.per()?;
        let by_person = matches!(per, Per::Entry | Per::Stay);
        if !by_person {
            for key in ["stage", "by_stage"] {
                if let Some(node) = table.node.get(key) {
                    let word = if per == Per::Year { "year" } else { "once" };
                    self.problems.report(
                        at(
                            Code::KeysConflict,
                            node.key,
                            &table.path,
                            format!("per = \"{word}\" belongs to no stage"),
                            "nobody is counted",
                        )
                        .help("leave it out, or count people with  per = \"entry\"  or  per = \"stay\""),
                    );
                }
            }
            let node = self.amount_node(goal)?;
            let amount = self.amount(node, goal, per)?;
            return Some(Quantity { per, by_stage: vec![], amount: Some(amount) });
        }
        let mut by_stage = vec![];
        if let Some(node) = table.node.get("by_stage") {
            for key in ["stage", "amount"] {
                if let Some(other) = table.node.get(key) {
                    self.problems.report(
                        at(
                            Code::KeysConflict,
                            other.key,
                            &table.path,
                            format!("`{key}` and `by_stage` exclude each other"),
                            "already in by_stage",
                        )
                        .also(node.key, "amounts by stage"),
                    );
                }
            }
            for (stage, amount) in table.entries("by_stage", self.problems) {
                let known = self.stage(stage, amount.key, "by_stage");
                let amount = self.amount(Some(amount), goal, per);
                if let (true, Some(amount)) = (known, amount) {
                    by_stage.push((stage.to_owned(), amount));
                }
            }
        } else {
            table.required("stage", "\"name of a stage\"", self.problems);
            let amount = self.amount_node(goal).and_then(|node| self.amount(node, goal, per));
            for (stage, node) in table.names("stage", self.problems) {
                let known = self.stage(stage, inside(node), "stage");
                if let (true, Some(amount)) = (known, &amount) {
                    by_stage.push((stage.to_owned(), amount.clone()));
                }
            }
        }
        (!by_stage.is_empty()).then_some(Quantity { per, by_stage, amount: None })
    }

    fn stage(&mut self, name: &str, place: Place, key: &str) -> bool {
        let known = self.names.stages.contains(&name);
        if !known {
            let path = format!("{}.{key}", self.table.path);
            self.problems.report(
                at(Code::UnknownStage, place, &path, format!("no stage called `{name}`"), "does not exist")
                    .help(did_you_mean(name, self.names.stages.iter().copied())),
            );
        }
        known
    }

    /// The amount's node; outcomes may leave it out and count people, time or once.
    fn amount_node(&mut self, goal: &Goal) -> Option<Option<&'a Node>> {
        match goal {
            Goal::Outcome(_) => Some(self.table.get("amount")),
            Goal::Money => self.table.required("amount", "\"a * b\"", self.problems).map(Some),
        }
    }

    fn amount(&mut self, node: Option<&Node>, goal: &Goal, per: Per) -> Option<Formula> {
        let path = format!("{}.amount", self.table.path);
        let typed = match node {
            None => Typed { formula: Formula::Number(1.0), dimensions: Dimensions::none() },
            Some(node) => {
                let typed = product(node, &path, self.parameters, self.problems)?;
                self.refuse_paths(&typed.formula, node, &path)?;
                typed
            }
        };
        let (counted, words) = match per {
            Per::Entry => (Dimensions::of("person", 1), "people who enter x "),
            Per::Stay => {
                (Dimensions::of("person", 1).times(&Dimensions::of("day", 1))?, "people x time in the stage x ")
            }
            Per::Year => (Dimensions::of("day", 1), "time x "),
            Per::Once { .. } => (Dimensions::none(), ""),
        };
        let result = typed.dimensions.times(&counted)?;
        let needed = match goal {
            Goal::Money => Dimensions::of(&self.context.settings.currency, 1),
            Goal::Outcome(unit) => unit.dimensions.clone(),
        };
        if result == needed {
            return Some(typed.formula);
        }
        let place = node.or_else(|| self.table.get("unit")).map_or(self.table.node.key, inside);
        let currency = &self.context.settings.currency;
        let (code, message) = match goal {
            Goal::Money => (Code::NotMoney, format!("does not come out in money ({currency})")),
            Goal::Outcome(unit) => (Code::NotOutcome, format!("does not come out in {}", unit.text)),
        };
        let amount = if node.is_some() { spell(&typed.dimensions) } else { "1".to_owned() };
        let label = format!("{words}{amount} = {}", spell(&result));
        let mut problem = at(code, place, &self.table.path, message, &label);
        for (other, name, count) in [
            ("people who enter", "entry", Dimensions::of("person", 1)),
            (
                "time that people spend in the stage",
                "stay",
                Dimensions::of("person", 1).times(&Dimensions::of("day", 1))?,
            ),
            ("a sum for every year", "year", Dimensions::of("day", 1)),
            ("a sum paid once", "once", Dimensions::none()),
        ] {
            if typed.dimensions.times(&count).as_ref() == Some(&needed) {
                problem = problem.help(format!("for {other} write  per = \"{name}\""));
            }
        }
        if let (Goal::Money, Some(text)) = (goal, node.and_then(Node::as_text)) {
            let rest = needed.over(&result);
            let fits = |wanted: &Dimensions| self.parameters.named_with(wanted);
            if let Some(name) = rest.as_ref().and_then(fits) {
                problem = problem.help(format!("or bring in what is missing:  amount = \"{text} * {name}\""));
            }
        }
        self.problems.report(problem);
        None
    }
}
