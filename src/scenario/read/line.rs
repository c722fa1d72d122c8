//! `[cost]` and `[outcome]`: what is counted, at what amount, and who pays.

mod quantity;
mod step;

use super::Context;
use super::formula::product;
use super::keys::{Table, at, inside};
use super::parameters::{Parameters, spell};
use super::settings::rate;
use super::source::is_table;
use crate::codes::Code;
use crate::model::{Basis, Better, CostLine, Formula, OutcomeLine, Payer, Per, Quantity, Text};
use crate::scenario::nearest::did_you_mean;
use crate::text::{Node, Problems};
use crate::unit::Unit;
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
        if matches!(name, "public" | "society" | "deadweight") {
            self.problems.report(
                at(Code::BadName, table.node.key, &table.path, "this is the name of a total", "taken")
                    .help("a line of this name could not be told from it in results: choose another one"),
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
        let step = self.step(quantity.as_ref(), basis, has_payee);
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
            step,
            includes,
            event: table.text("event", self.problems).map(str::to_owned),
            discount: table.get("discount").and_then(|_| rate(table, "discount", self.problems)),
        })
    }

    fn outcome(&mut self, name: &str) -> Option<OutcomeLine> {
        let table = self.table;
        for key in ["payer", "payee", "basis", "category", "varies", "cashable", "step"] {
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
        let better = table.word("better", &[("more", Better::More), ("less", Better::Less)], self.problems);
        Some(OutcomeLine {
            name: name.to_owned(),
            title: self.title(name),
            about: table.languages("about", self.problems),
            quantity,
            unit,
            better,
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
}
