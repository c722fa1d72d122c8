//! `step`: the whole units behind a line.

use super::Reader;
use crate::codes::Code;
use crate::model::{Basis, Per, Quantity, Step};
use crate::scenario::read::keys::{Table, at, duration, inside};
use crate::scenario::read::one_number::{is_positive, one_number};
use crate::scenario::read::parameters::spell;
use crate::text::Node;
use crate::unit::Dimensions;

impl Reader<'_, '_, '_> {
    /// The step of a cost line, if it has one.
    pub(super) fn step(&mut self, quantity: Option<&Quantity>, basis: Option<Basis>, has_payee: bool) -> Option<Step> {
        let node = self.table.get("step")?;
        let path = format!("{}.step", self.table.path);
        let table = Table::new(path.clone(), node);
        let needs = match (quantity.map(|quantity| quantity.per), basis) {
            (Some(Per::Year | Per::Once { .. }), _) => "counts people:  per = \"stay\"  or  per = \"entry\"",
            (_, Some(Basis::Contract | Basis::Fixed)) => "is an average:  basis = \"average\"",
            _ if has_payee => "is no transfer: it has no payee",
            _ => "",
        };
        if !needs.is_empty() {
            self.problems.report(
                at(Code::KeysConflict, node.key, &self.table.path, "`step` has no place here", "not with these keys")
                    .help(format!("a line in whole units {needs}")),
            );
            return None;
        }
        table.required("every", "\"people_for_one_unit\"", self.problems);
        table.required("costs", "\"cost_of_one_unit\"", self.problems);
        let checkpoint = self.checkpoint(&table);
        let (every_node, costs_node) = (table.get("every")?, table.get("costs")?);
        let (every_path, costs_path) = (format!("{path}.every"), format!("{path}.costs"));
        let every = one_number(every_node, &every_path, true, self.parameters, self.problems);
        let costs = one_number(costs_node, &costs_path, true, self.parameters, self.problems);
        let (every, costs) = (every?, costs?);
        let per_entry = quantity?.per == Per::Entry;
        if !self.fits(every_node, &every_path, &every.dimensions, per_entry) {
            return None;
        }
        let counted = if per_entry {
            Dimensions::of("person", 1).over(&Dimensions::of("day", 1))?
        } else {
            Dimensions::of("person", 1)
        };
        let units = counted.over(&every.dimensions)?;
        let result = units.times(&costs.dimensions)?.times(&Dimensions::of("day", 1))?;
        let currency = &self.context.settings.currency;
        if result != Dimensions::of(currency, 1) {
            let unit = units.iter().map(|(word, _)| format!("/{word}")).collect::<String>();
            self.problems.report(
                at(
                    Code::BadStep,
                    inside(costs_node),
                    &costs_path,
                    format!("units x {} x time does not come out in money ({currency})", spell(&costs.dimensions)),
                    &format!("comes out in {}", spell(&result)),
                )
                .help(format!("what one unit costs is {currency}{unit}/year, or per another time")),
            );
            return None;
        }
        let positive = is_positive(
            &every,
            every_node,
            &every_path,
            Code::NoSizeOfStep,
            self.parameters,
            self.context,
            self.problems,
        );
        (positive).then_some(Step { every: every.formula, costs: costs.formula, checkpoint_cycles: checkpoint? })
    }

    /// Whether `every` is people for each unit: `person`, `person/wing`, and by time for a line by entry.
    fn fits(&mut self, node: &Node, path: &str, dimensions: &Dimensions, per_entry: bool) -> bool {
        let day = if per_entry { -1 } else { 0 };
        let is_word = |base: &str| !["person", "day", "gram"].contains(&base) && !crate::unit::Units::is_currency(base);
        let rest_are_units = dimensions.iter().all(|(base, power)| match base {
            "person" => power == 1,
            "day" => power == day,
            word => is_word(word) && power == -1,
        });
        if rest_are_units && dimensions.power("person") == 1 && dimensions.power("day") == day {
            return true;
        }
        let (counts, wanted) = if per_entry {
            ("people who enter per time", "person/year, or person/wing/year with a word of the scenario's own")
        } else {
            ("people who are present", "person, or person/wing with a word of the scenario's own")
        };
        self.problems.report(
            at(
                Code::BadStep,
                inside(node),
                path,
                format!("comes out in {}, but the line counts {counts}", spell(dimensions)),
                "not people for one unit",
            )
            .help(format!("give it in {wanted}")),
        );
        false
    }

    /// Cycles between checkpoints: a year unless given.
    fn checkpoint(&mut self, table: &Table) -> Option<u32> {
        let settings = self.context.settings;
        let Some(node) = table.get("checkpoint") else { return Some(settings.cycle.per_year()) };
        let path = format!("{}.checkpoint", table.path);
        let days = duration(&path, node, self.context.units, self.problems)?;
        let cycles = days / settings.cycle_days();
        let whole = cycles.round();
        if (cycles - whole).abs() <= 1e-6 && (1.0..=f64::from(settings.cycles().max(1))).contains(&whole) {
            return Some(whole as u32);
        }
        self.problems.report(
            at(
                Code::OutOfRange,
                node.place,
                &path,
                format!("{days} days are not a whole number of cycles within the horizon"),
                &format!("a cycle has {} days", settings.cycle_days()),
            )
            .help("write a number of cycles in words, such as \"6 months\" with cycles of a month"),
        );
        None
    }
}
