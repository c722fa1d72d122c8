//! Small models in a few lines.

use crimcost::distribution::Distribution;
use crimcost::model::*;
use crimcost::unit::Unit;
use indexmap::IndexMap;

/// Days in the years of these models: months have 30 days.
pub const YEAR: f64 = 360.0;

/// A model without policies or stages: a payer of each level (by its word), years of 360 days, no discounting.
pub fn model(years: u32, cycle: Cycle) -> Model {
    let settings = Settings {
        title: Text::english("A small model"),
        country: "GEO".into(),
        currency: "GEL".into(),
        price_year: 2020,
        start_year: 2020,
        years,
        cycle,
        year_days: YEAR,
        warm_up_cycles: 0,
        within_cycle: Counting::Half,
        discount: Discount { money: 0.0, outcomes: 0.0 },
        groups: vec!["all".into()],
        perspective: Perspective::Public,
        people: People::Cohort,
    };
    let payer = |level: Level| Payer { name: level.word().into(), title: Text::default(), level };
    let levels = [Level::State, Level::Municipality, Level::Donor, Level::Insurer, Level::Household];
    Model {
        settings,
        sources: IndexMap::new(),
        payers: levels.into_iter().map(|level| (level.word().to_owned(), payer(level))).collect(),
        policies: vec![Policy {
            name: "baseline".into(),
            title: Text::default(),
            about: Text::default(),
            parameters: IndexMap::new(),
            stages: IndexMap::new(),
            costs: IndexMap::new(),
            outcomes: IndexMap::new(),
            deadweight: None,
        }],
        correlations: vec![],
        published: vec![],
        comparisons: vec![],
        answers: IndexMap::new(),
        buys: IndexMap::new(),
        incomplete: vec![],
    }
}

/// Adds a copy of the baseline with changes.
pub fn add_policy(model: &mut Model, name: &str, change: impl FnOnce(&mut Policy)) {
    let mut policy = Policy { name: name.into(), ..model.baseline().clone() };
    change(&mut policy);
    model.policies.push(policy);
}

/// A model with its policies' builder at hand.
pub trait Building {
    fn policy(&mut self) -> &mut Policy;

    /// Adds or replaces a parameter.
    fn parameter(&mut self, name: &str, value: Value) -> &mut Parameter {
        let parameter = Parameter {
            name: name.into(),
            about: Text::default(),
            unit: Unit::one(),
            value,
            evidence: None,
            window: None,
            at_most: None,
            conversion: None,
            nominal: false,
            unknown: false,
            positions: vec![],
            holder: None,
            ask: None,
        };
        self.policy().parameters.insert(name.into(), parameter);
        &mut self.policy().parameters[name]
    }

    /// Adds a number that is known.
    fn known(&mut self, name: &str, value: f64) {
        self.parameter(name, Value::Known(value));
    }

    /// Adds a number that lies anywhere between two.
    fn between(&mut self, name: &str, low: f64, high: f64) {
        self.parameter(name, Value::Uncertain(Distribution::Uniform { low, high }));
    }

    /// Adds a stage and returns it.
    fn stage(&mut self, name: &str) -> &mut Stage {
        let stage = Stage {
            name: name.into(),
            title: Text::default(),
            about: Text::default(),
            role: None,
            count: None,
            initial: None,
            stay: None,
            each: vec![],
            next: vec![],
            capacity: None,
        };
        self.policy().stages.insert(name.into(), stage);
        &mut self.policy().stages[name]
    }

    /// Adds a cost line that the state pays, at average cost, and returns it. `amount` is a product such as `a * b`.
    fn cost(&mut self, name: &str, per: Per, stages: &[&str], amount: &str) -> &mut CostLine {
        let line = CostLine {
            name: name.into(),
            title: Text::default(),
            about: Text::default(),
            quantity: quantity(per, stages, amount),
            payer: "state".into(),
            payee: None,
            category: name.into(),
            basis: Basis::Average,
            varies: None,
            cashable: None,
            step: None,
            includes: vec![],
            event: None,
            discount: None,
        };
        self.policy().costs.insert(name.into(), line);
        &mut self.policy().costs[name]
    }

    /// Adds an outcome line and returns it.
    fn outcome(&mut self, name: &str, per: Per, stages: &[&str], amount: &str) -> &mut OutcomeLine {
        let line = OutcomeLine {
            name: name.into(),
            title: Text::default(),
            about: Text::default(),
            quantity: quantity(per, stages, amount),
            unit: Unit::one(),
            better: None,
            discount: None,
        };
        self.policy().outcomes.insert(name.into(), line);
        &mut self.policy().outcomes[name]
    }
}

impl Building for Policy {
    fn policy(&mut self) -> &mut Policy {
        self
    }
}

impl Building for Model {
    fn policy(&mut self) -> &mut Policy {
        &mut self.policies[0]
    }
}

/// How a stage is finished.
pub trait StageParts {
    /// Ways out: a name of a parameter (or `name.key`, or a product) for each, or `rest`.
    fn next(&mut self, branches: &[(&str, &str)]) -> &mut Self;
    /// Risks with their windows in days; 0 for none (`rest`, or a path over time since entry).
    fn each(&mut self, exits: &[(&str, &str, f64)]) -> &mut Self;
    fn stay(&mut self, length: &str) -> &mut Self;
    fn arrivals(&mut self, rate: &str) -> &mut Self;
    fn entries(&mut self, rate: &str) -> &mut Self;
    fn initial(&mut self, people: &str) -> &mut Self;
    /// Room for so many people; the others go to `when_full`.
    fn room(&mut self, room: &str, when_full: &str) -> &mut Self;
}

impl StageParts for Stage {
    fn next(&mut self, branches: &[(&str, &str)]) -> &mut Self {
        self.next = branches.iter().map(|(to, of)| Branch { to: (*to).into(), share: share(of) }).collect();
        self
    }

    fn each(&mut self, exits: &[(&str, &str, f64)]) -> &mut Self {
        let exit = |(to, of, window): &(&str, &str, f64)| Exit {
            to: (*to).into(),
            share: share(of),
            window: (*window > 0.0).then_some(*window),
        };
        self.each = exits.iter().map(exit).collect();
        self
    }

    fn stay(&mut self, length: &str) -> &mut Self {
        self.stay = Some(operand(length));
        self
    }

    fn arrivals(&mut self, rate: &str) -> &mut Self {
        self.count = Some(Count::Arrivals(operand(rate)));
        self
    }

    fn entries(&mut self, rate: &str) -> &mut Self {
        self.count = Some(Count::Entries(operand(rate)));
        self
    }

    fn initial(&mut self, people: &str) -> &mut Self {
        self.initial = Some(operand(people));
        self
    }

    fn room(&mut self, room: &str, when_full: &str) -> &mut Self {
        self.capacity = Some(Capacity { room: operand(room), when_full: when_full.into() });
        self
    }
}

/// `name` or `name.key`.
pub fn operand(text: &str) -> Operand {
    match text.split_once('.') {
        Some((name, key)) => Operand { parameter: name.into(), key: Some(key.into()) },
        None => Operand::whole(text),
    }
}

/// A formula that reads one parameter.
pub fn read(text: &str) -> Formula {
    Formula::Read(operand(text))
}

/// A product such as `a * b.c`; 1 if empty.
pub fn product(text: &str) -> Formula {
    let factors = text.split('*').map(str::trim).filter(|factor| !factor.is_empty()).map(read);
    factors.reduce(|a, b| Formula::Product(Box::new(a), Box::new(b))).unwrap_or(Formula::Number(1.0))
}

/// A path over calendar years of known numbers.
pub fn by_year(points: &[(i32, f64)], between: Between) -> Value {
    Value::ByYear { points: points.iter().map(|(year, value)| (*year, Value::Known(*value))).collect(), between }
}

fn share(text: &str) -> Share {
    if text == "rest" { Share::Rest } else { Share::Of(product(text)) }
}

fn quantity(per: Per, stages: &[&str], amount: &str) -> Quantity {
    let amount = product(amount);
    match per {
        Per::Entry | Per::Stay => {
            let by_stage = stages.iter().map(|stage| ((*stage).to_owned(), amount.clone())).collect();
            Quantity { per, by_stage, amount: None }
        }
        Per::Year | Per::Once { .. } => Quantity { per, by_stage: vec![], amount: Some(amount) },
    }
}
