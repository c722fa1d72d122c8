//! A cost line, an outcome or a stage.

use super::written::{self, Sheet, number};
use super::{Subject, distinct};
use crate::model::central::{Central, Moment};
use crate::model::{Basis, Better, CostLine, Count, Formula, Operand, Per, Policy, Quantity, Share, Stage, Step};
use crate::output::inputs::formula_text;
use crate::plan::perspective_place;
use crate::results::{Measure, Place, RowKey};

/// The explanation of a cost line.
pub fn cost(subject: &Subject, name: &str) -> Option<String> {
    let forms = distinct(subject.model, |policy| policy.costs.get(name));
    let ((policy, line), others) = forms.split_first()?;
    let mut sheet = Sheet::new(&titled("cost", name, line.about.in_language("en")));
    one_cost(&mut sheet, subject, policy, line);
    for (policy, line) in others {
        sheet.section(&format!("in policy {}", policy.name));
        one_cost(&mut sheet, subject, policy, line);
    }
    sheet.list("results", &results(subject, name, Measure::Cost));
    Some(sheet.finish())
}

/// The explanation of an outcome.
pub fn outcome(subject: &Subject, name: &str) -> Option<String> {
    let forms = distinct(subject.model, |policy| policy.outcomes.get(name));
    let ((policy, line), _) = forms.split_first()?;
    let mut sheet = Sheet::new(&titled("outcome", name, line.about.in_language("en")));
    quantity(&mut sheet, subject, policy, &line.quantity);
    sheet.entry("unit", &line.unit.text);
    match line.better {
        Some(Better::More) => sheet.entry("better", "more"),
        Some(Better::Less) => sheet.entry("better", "less"),
        None => {}
    }
    sheet.list("results", &results(subject, name, Measure::Outcome));
    Some(sheet.finish())
}

/// The explanation of something that a saving could buy.
pub fn buy(subject: &Subject, name: &str) -> Option<String> {
    let buy = subject.model.buys.get(name)?;
    let mut sheet = Sheet::new(&titled("buys", name, buy.about.in_language("en")));
    sheet.entry("title", buy.title.in_language("en"));
    sheet.entry("price", &formula_text(&buy.price));
    let mut factors = vec![];
    add_factors(subject, subject.model.baseline(), &buy.price, &mut factors);
    sheet.list("with", &factors);
    sheet.entry("unit", &buy.unit.text);
    let policies = subject.model.policies.iter().skip(1);
    let ids = policies.map(|policy| format!("{}/{}/{name}/all/discounted", policy.name, Measure::Buys.word()));
    sheet.list("results", &ids.collect::<Vec<_>>());
    Some(sheet.finish())
}

/// The explanation of a stage.
pub fn stage(subject: &Subject, name: &str) -> Option<String> {
    let forms = distinct(subject.model, |policy| policy.stages.get(name));
    let ((policy, stage), others) = forms.split_first()?;
    let mut sheet = Sheet::new(&titled("stage", name, stage.about.in_language("en")));
    one_stage(&mut sheet, policy, stage);
    for (policy, stage) in others {
        sheet.section(&format!("in policy {}", policy.name));
        one_stage(&mut sheet, policy, stage);
    }
    let mut ids = results(subject, name, Measure::Entries);
    let limited = |policy: &&Policy| policy.stages.get(name).is_some_and(|stage| stage.capacity.is_some());
    let places = subject.model.policies.iter().filter(limited);
    ids.extend(places.map(|policy| format!("{}/turned_away/{name}/all", policy.name)));
    sheet.list("results", &ids);
    Some(sheet.finish())
}

/// The lines that a total adds up.
pub fn parts_of(subject: &Subject, key: &RowKey) -> Vec<String> {
    if !matches!(key.measure, Measure::Cost | Measure::Saving | Measure::CumulativeSaving) {
        return vec![];
    }
    let model = subject.model;
    let level = |payer: &str| model.payers.get(payer).map(|payer| payer.level);
    let counts = |place: &Place, payer: &str, category: &str| -> bool {
        match place {
            Place::Public => level(payer).is_some_and(|level| level.is_public()),
            Place::Society => true,
            Place::Payer(name) => name == payer,
            Place::Level(of) => level(payer) == Some(*of),
            Place::Category(of) => of == category,
            Place::Line(_) | Place::Stage(_) | Place::Deadweight => false,
        }
    };
    let mut found: Vec<String> = vec![];
    let policies = model.policies.iter().filter(|policy| {
        policy.name == key.policy || key.measure != Measure::Cost && policy.name == model.baseline().name
    });
    for line in policies.flat_map(|policy| policy.costs.values()) {
        let name = format!("cost.{}", line.name);
        let single = matches!(&key.place, Place::Line(of) if *of == line.name);
        let paid = counts(&key.place, &line.payer, &line.category);
        let received = line.payee.as_ref().is_some_and(|payee| counts(&key.place, payee, &line.category));
        let text = match (single || paid, received) {
            (true, false) => name,
            (false, true) => format!("{name}, received"),
            _ => continue,
        };
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

fn titled(kind: &str, name: &str, about: &str) -> String {
    if about.is_empty() { format!("{kind}.{name}") } else { format!("{kind}.{name}: {about}") }
}

fn one_cost(sheet: &mut Sheet, subject: &Subject, policy: &Policy, line: &CostLine) {
    quantity(sheet, subject, policy, &line.quantity);
    sheet.entry("payer", &who(subject, &line.payer));
    if let Some(payee) = &line.payee {
        sheet.entry("payee", &who(subject, payee));
    }
    sheet.entry("category", &line.category);
    sheet.entry(
        "basis",
        if line.payee.is_some() { "a transfer: the money itself changes hands" } else { line.basis.words() },
    );
    let all = line.payee.is_some() || line.basis == Basis::Fixed;
    let known = |formula: &Option<Formula>, lacking: &str| match formula {
        _ if all => "as the average".to_owned(),
        Some(share) => format!("average × {}", formula_text(share)),
        None => format!("not known: no `{lacking}`"),
    };
    let short_run = if line.basis == Basis::Contract { "as the average".into() } else { known(&line.varies, "varies") };
    let long_run = match &line.step {
        _ if all || line.basis == Basis::Contract => "as the average".to_owned(),
        Some(step) => long_run(line, step),
        None => "not known: no `step`".to_owned(),
    };
    sheet.list(
        "columns",
        &[
            "average: the amount".to_owned(),
            format!("long-run: {long_run}"),
            format!("short-run: {short_run}"),
            format!("cashable: {}", known(&line.cashable, "cashable")),
        ],
    );
    sheet.entry("includes", &line.includes.join(", "));
    if let Some(rate) = line.discount {
        sheet.entry("discount", &format!("{} a year, its own", number(rate)));
    }
}

/// The units of a step in words.
fn long_run(line: &CostLine, step: &Step) -> String {
    let moving = line.varies.as_ref().map_or(String::new(), |share| format!("average × {} + ", formula_text(share)));
    let cycles = match step.checkpoint_cycles {
        1 => "every cycle".to_owned(),
        cycles => format!("every {cycles} cycles"),
    };
    format!(
        "{moving}whole units beyond the baseline's, one for {}, at {} each; empty ones close {cycles}",
        formula_text(&step.every),
        formula_text(&step.costs)
    )
}

fn quantity(sheet: &mut Sheet, subject: &Subject, policy: &Policy, quantity: &Quantity) {
    let per = match quantity.per {
        Per::Entry => "people who enter".to_owned(),
        Per::Stay => "people × time".to_owned(),
        Per::Year => "each year".to_owned(),
        Per::Once { when, lifetime: None } => format!("once, in {when}"),
        Per::Once { when, lifetime: Some(days) } => format!("from {when}, in equal parts over {} days", number(days)),
    };
    sheet.entry("counted by", &per);
    let mut factors: Vec<String> = vec![];
    for (stage, amount) in &quantity.by_stage {
        sheet.entry("amount", &format!("{} in {stage}", formula_text(amount)));
        add_factors(subject, policy, amount, &mut factors);
    }
    if let Some(amount) = &quantity.amount {
        sheet.entry("amount", &formula_text(amount));
        add_factors(subject, policy, amount, &mut factors);
    }
    sheet.list("with", &factors);
}

/// Each factor with its central value in the scenario's money.
fn add_factors(subject: &Subject, policy: &Policy, amount: &Formula, factors: &mut Vec<String>) {
    let central = Central::new(&policy.parameters, &subject.model.settings);
    for operand in amount.operands() {
        let Some(parameter) = policy.parameters.get(&operand.parameter) else { continue };
        let Some(value) = central.value(operand, Moment::start(&subject.model.settings)) else { continue };
        let unit = match &parameter.conversion {
            Some(conversion) => {
                parameter.unit.text.replace(&conversion.from_currency, &subject.model.settings.currency)
            }
            None => parameter.unit.text.clone(),
        };
        let text = format!("{operand} = {}{}", number(value / parameter.unit.factor), written::after_number(&unit));
        if !factors.contains(&text) {
            factors.push(text);
        }
    }
}

fn who(subject: &Subject, payer: &str) -> String {
    match subject.model.payers.get(payer) {
        Some(found) => format!("{payer}: {}, {}", found.title.in_language("en"), found.level.word()),
        None => payer.to_owned(),
    }
}

fn one_stage(sheet: &mut Sheet, policy: &Policy, stage: &Stage) {
    let kind = if stage.is_event() {
        "people pass at once"
    } else if stage.is_end() {
        "people stay for good"
    } else {
        "people wait"
    };
    sheet.entry("kind", kind);
    let named = |operand: &Operand| operand.to_string();
    match &stage.count {
        Some(Count::Arrivals(operand)) => sheet.entry("new people", &operand.to_string()),
        Some(Count::Entries(operand)) => sheet.entry("all who enter", &format!("{operand}, returns included")),
        Some(Count::NewPeopleOf(of)) => sheet.entry("new people", &format!("those of {of} in the baseline")),
        None => {}
    }
    sheet.entry("at the start", &stage.initial.as_ref().map(named).unwrap_or_default());
    sheet.entry("stay", &stage.stay.as_ref().map(named).unwrap_or_default());
    let share = |share: &Share| match share {
        Share::Of(formula) => formula_text(formula),
        Share::Rest => "the rest".to_owned(),
    };
    let each: Vec<String> = stage.each.iter().map(|exit| format!("{} to {}", share(&exit.share), exit.to)).collect();
    sheet.list("while there", &each);
    let next: Vec<String> =
        stage.next.iter().map(|branch| format!("{} to {}", share(&branch.share), branch.to)).collect();
    sheet.list("then", &next);
    if let Some(capacity) = &stage.capacity {
        sheet.entry("room for", &format!("{}, the others go to {}", capacity.room, capacity.when_full));
    }
    let leads = |from: &&Stage| {
        from.next.iter().any(|branch| branch.to == stage.name)
            || from.each.iter().any(|exit| exit.to == stage.name)
            || from.capacity.as_ref().is_some_and(|capacity| capacity.when_full == stage.name)
    };
    let before: Vec<&str> = policy.stages.values().filter(leads).map(|from| from.name.as_str()).collect();
    sheet.entry("from", &before.join(", "));
}

fn results(subject: &Subject, name: &str, measure: Measure) -> Vec<String> {
    let policies = &subject.model.policies;
    let ids = policies.iter().map(|policy| format!("{}/{}/{name}/all", policy.name, measure.word()));
    let mut ids: Vec<String> = ids.collect();
    if measure == Measure::Cost {
        let place = match perspective_place(&subject.model.settings.perspective) {
            Place::Society => "society".to_owned(),
            Place::Level(level) => format!("level:{}", level.word()),
            Place::Payer(payer) => format!("payer:{payer}"),
            Place::Public | Place::Category(_) | Place::Line(_) | Place::Stage(_) | Place::Deadweight => {
                "public".to_owned()
            }
        };
        ids.extend(policies.iter().skip(1).map(|policy| format!("{}/saving/{place}/all", policy.name)));
    }
    ids
}
