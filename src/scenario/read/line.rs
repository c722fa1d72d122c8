//! `[cost]` and `[outcome]`: what is counted, at what amount, and who pays.

use super::Context;
use super::formula::{Typed, product};
use super::keys::{Table, at, inside};
use super::parameters::{Parameters, spell};
use super::settings::rate;
use super::source::is_table;
use crate::codes::Code;
use crate::model::{Basis, CostLine, Formula, OutcomeLine, Payer, Per, Quantity, Text};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Place, Problems};
use crate::unit::{Dimensions, Unit};
use indexmap::{IndexMap, IndexSet};

/// The names that lines refer to.
pub struct Names<'a> {
    pub stages: Vec<&'a str>,
    pub payers: &'a IndexMap<String, Payer>,
}

/// Reads all cost lines of one policy's tree.
pub fn costs(
    tree: &Node,
    names: &Names,
    context: &Context,
    parameters: &mut Parameters,
    used_payers: &mut IndexSet<String>,
    problems: &mut Problems,
) -> IndexMap<String, CostLine> {
    let mut lines = IndexMap::new();
    for (name, node) in tree.get("cost").and_then(Node::as_table).into_iter().flatten() {
        let mut table = Table::new(format!("cost.{name}"), node);
        if !is_table(&table, problems) {
            continue;
        }
        table.default = context.defaults.get("cost").copied();
        let mut reader = Reader { table: &table, names, context, parameters, problems };
        if let Some(line) = reader.cost(name, used_payers) {
            lines.insert(name.clone(), line);
        }
    }
    lines
}

/// Reads all outcomes of one policy's tree.
pub fn outcomes(
    tree: &Node,
    names: &Names,
    context: &Context,
    parameters: &mut Parameters,
    problems: &mut Problems,
) -> IndexMap<String, OutcomeLine> {
    let mut lines = IndexMap::new();
    for (name, node) in tree.get("outcome").and_then(Node::as_table).into_iter().flatten() {
        let mut table = Table::new(format!("outcome.{name}"), node);
        if !is_table(&table, problems) {
            continue;
        }
        table.default = context.defaults.get("outcome").copied();
        let mut reader = Reader { table: &table, names, context, parameters, problems };
        if let Some(line) = reader.outcome(name) {
            lines.insert(name.clone(), line);
        }
    }
    lines
}

/// In what a line must come out.
enum Goal<'a> {
    Money,
    Outcome(&'a Unit),
}

struct Reader<'a, 'b, 'c> {
    table: &'a Table<'a>,
    names: &'a Names<'a>,
    context: &'a Context<'a>,
    parameters: &'a mut Parameters<'b>,
    problems: &'c mut Problems,
}

impl<'a> Reader<'a, '_, '_> {
    fn cost(&mut self, name: &str, used_payers: &mut IndexSet<String>) -> Option<CostLine> {
        let table = self.table;
        if let Some(step) = table.get("step") {
            self.problems.report(
                at(Code::NotThereYet, step.key, &table.path, "`step` is not there yet", "reserved")
                    .help("until it is, the long-run column of the line stays unknown"),
            );
        }
        let quantity = self.quantity(&Goal::Money);
        table.required("payer", "\"name of a [payer]\"", self.problems);
        let payer = self.payer("payer", used_payers);
        let payee = self.payer("payee", used_payers);
        let has_payee = table.get("payee").is_some();
        if let (Some(payer), Some(payee), Some(node)) = (&payer, &payee, table.get("payee"))
            && payer == payee
        {
            self.problems.report(
                at(
                    Code::OwnPayee,
                    inside(node),
                    &table.path,
                    format!("`{payer}` pays itself"),
                    "the same as the payer",
                )
                .help("a transfer goes from one payer to another; a cost has no payee"),
            );
        }
        let basis = self.basis(has_payee, &quantity);
        let share = |reader: &mut Self, key: &str| if has_payee { None } else { reader.pure(key) };
        let (varies, cashable) = (share(self, "varies"), share(self, "cashable"));
        let includes = table.names("includes", self.problems).into_iter().map(|(tag, _)| tag.to_owned()).collect();
        Some(CostLine {
            name: name.to_owned(),
            title: self.title(name),
            about: table.languages("about", self.problems),
            quantity: quantity?,
            payer: payer?,
            payee,
            category: table.text("category", self.problems).unwrap_or(name).to_owned(),
            basis: basis?,
            varies,
            cashable,
            includes,
            event: table.text("event", self.problems).map(str::to_owned),
            discount: table.get("discount").and_then(|_| rate(table, "discount", self.problems)),
        })
    }

    fn outcome(&mut self, name: &str) -> Option<OutcomeLine> {
        let table = self.table;
        for key in ["payer", "payee", "basis", "category", "varies", "cashable"] {
            if let Some(node) = table.node.get(key) {
                self.problems.report(at(
                    Code::UnknownKey,
                    node.key,
                    &table.path,
                    format!("an outcome has no `{key}`"),
                    "only cost lines do",
                ));
            }
        }
        let unit = table.required("unit", "\"person\"", self.problems)?;
        let unit = super::parameter::unit(unit, &table.path, self.context, self.problems)?;
        let quantity = self.quantity(&Goal::Outcome(&unit))?;
        Some(OutcomeLine {
            name: name.to_owned(),
            title: self.title(name),
            about: table.languages("about", self.problems),
            quantity,
            unit,
            discount: table.get("discount").and_then(|_| rate(table, "discount", self.problems)),
        })
    }

    fn title(&mut self, name: &str) -> Text {
        let title = self.table.languages("title", self.problems);
        if title.is_empty() { Text::english(name.replace('_', " ")) } else { title }
    }

    fn payer(&mut self, key: &str, used: &mut IndexSet<String>) -> Option<String> {
        let table = self.table;
        let name = table.text(key, self.problems)?;
        used.insert(name.to_owned());
        if self.names.payers.contains_key(name) {
            return Some(name.to_owned());
        }
        let node = table.get(key)?;
        self.problems.report(
            at(Code::UnknownPayer, inside(node), &table.path, format!("no payer called `{name}`"), "does not exist")
                .help(did_you_mean(name, self.names.payers.keys().map(String::as_str)))
                .help(format!("or add it:  [payer] {name} = {{ title = \"…\", level = \"state\" }}")),
        );
        None
    }

    fn basis(&mut self, has_payee: bool, quantity: &Option<Quantity>) -> Option<Basis> {
        let table = self.table;
        if has_payee {
            for key in ["basis", "varies", "cashable"] {
                if let Some(node) = table.node.get(key) {
                    self.problems.report(
                        at(
                            Code::KeysConflict,
                            node.key,
                            &table.path,
                            format!("a transfer has no `{key}`: the money itself changes hands"),
                            "not with a payee",
                        )
                        .help("leave it out, or leave `payee` out if this is a cost"),
                    );
                }
            }
            return Some(Basis::Average);
        }
        table.required("basis", "\"average\", \"contract price\" or \"fixed\"", self.problems)?;
        let words = [("average", Basis::Average), ("contract price", Basis::Contract), ("fixed", Basis::Fixed)];
        let basis = table.word("basis", &words, self.problems)?;
        let by_person = quantity.as_ref().is_some_and(|quantity| matches!(quantity.per, Per::Entry | Per::Stay));
        if basis == Basis::Fixed && by_person {
            let node = table.get("basis")?;
            self.problems.report(
                at(
                    Code::FixedPerPerson,
                    node.place,
                    &table.path,
                    "a fixed cost is not booked by the person",
                    "does not move with people",
                )
                .help("write  per = \"year\"  or  per = \"once\", or the basis by which it was calculated"),
            );
        }
        Some(basis)
    }

    /// A product of pure numbers.
    fn pure(&mut self, key: &str) -> Option<Formula> {
        let node = self.table.get(key)?;
        let path = format!("{}.{key}", self.table.path);
        let typed = product(node, &path, self.parameters, self.problems)?;
        self.refuse_paths(&typed.formula, node, &path)?;
        if !typed.dimensions.is_none() {
            self.problems.report(at(
                Code::WrongUnit,
                inside(node),
                &path,
                format!("comes out in {}, where a share is needed", spell(&typed.dimensions)),
                "not a pure number",
            ));
            return None;
        }
        Some(typed.formula)
    }

    fn refuse_paths(&mut self, formula: &Formula, node: &Node, path: &str) -> Option<()> {
        use crate::model::Value;
        for operand in formula.operands() {
            let name = &operand.parameter;
            let is_spread = matches!(self.parameters.all.get(name).map(|found| &found.value), Some(Value::Spread(_)));
            if self.parameters.entry_step(name).is_some() || is_spread {
                self.problems.report(
                    at(
                        Code::BadPath,
                        inside(node),
                        path,
                        format!("`{operand}` differs between the people of one stage"),
                        if is_spread { "only a `stay` can be a spread" } else { "only `each` can be such a path" },
                    )
                    .help("use its mean as a parameter of its own"),
                );
                return None;
            }
        }
        Some(())
    }

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

    fn quantity(&mut self, goal: &Goal) -> Option<Quantity> {
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
