//! A parameter: as written, its distribution, its unit, its money, its source, and what it feeds.

use super::written::{self, Sheet, number};
use super::{Subject, distinct, source_line};
use crate::analysis::{self, Summary};
use crate::distribution::Distribution;
use crate::model::central::{Central, Moment};
use crate::model::{ConversionStep, Formula, Operand, Parameter, Policy, Share, Value};
use crate::output::inputs::{describe, distribution};
use crate::run::Sampling;
use crate::text::Node;

/// The explanation of a parameter; absent if there is none of this name.
pub fn text(subject: &Subject, name: &str) -> Option<String> {
    let forms = distinct(subject.model, |policy| policy.parameters.get(name));
    let ((policy, parameter), others) = forms.split_first()?;
    let mut sheet = Sheet::new(&match parameter.about.in_language("en") {
        "" => name.to_owned(),
        about => format!("{name}: {about}"),
    });
    one(&mut sheet, subject, policy, parameter);
    for (policy, parameter) in others {
        sheet.section(&format!("in policy {}", policy.name));
        one(&mut sheet, subject, policy, parameter);
    }
    sheet.list("feeds", &feeds(subject, name));
    Some(sheet.finish())
}

fn one(sheet: &mut Sheet, subject: &Subject, policy: &Policy, parameter: &Parameter) {
    sheet.list("as written", &as_written(subject, policy, parameter));
    sheet.entry("is", &written::shortened(&describe(&parameter.value)));
    sheet.entry("unit", &parameter.unit.text);
    if let Some(days) = parameter.window {
        sheet.entry("window", &format!("{} days", number(days)));
    }
    if let Some(most) = parameter.at_most {
        sheet.entry("at most", &format!("{}; draws above are cut to it and counted", number(most)));
    }
    if let Some(distribution) = distribution(&parameter.value) {
        of_distribution(sheet, distribution);
    }
    let drawn = analysis::summaries(subject.model, policy, &|of| of.name == parameter.name, Some(Sampling::default()));
    let drawn = drawn.get(&parameter.name);
    if parameter.conversion.is_some() {
        conversion(sheet, subject, policy, parameter, drawn);
    } else if let (Value::Formula(formula), Some(drawn)) = (&parameter.value, drawn) {
        if let Formula::Band(share) = formula {
            sheet.list("counts", &share.told);
        }
        parts(sheet, subject, policy, formula);
        of_draws(sheet, "", drawn);
    } else if let (Value::ByYear { .. } | Value::ByGroup(_), Some(drawn)) = (&parameter.value, drawn) {
        of_draws(sheet, "in the first year: ", drawn);
    }
    evidence(sheet, subject, parameter);
    history(sheet, subject, policy, parameter);
}

/// What the parameter was before counts were added to it, and the counts.
fn history(sheet: &mut Sheet, subject: &Subject, policy: &Policy, parameter: &Parameter) {
    let tree = &subject.scenario.tree;
    let own = tree.at(&["policy", &policy.name, "parameter", &parameter.name]);
    let Some(node) = own.or_else(|| tree.at(&["parameter", &parameter.name])) else { return };
    if let Some(prior) = node.get("prior") {
        sheet.entry("before", subject.files.slice(prior.place).trim_matches(['{', '}', ' ']));
    }
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_text).map(str::to_owned);
    let updated = node.get("updated").and_then(Node::as_list).unwrap_or_default();
    let counts: Vec<String> = updated
        .iter()
        .map(|entry| {
            let parts = [text(entry, "seen"), text(entry, "table"), text(entry, "source")];
            parts.into_iter().flatten().collect::<Vec<String>>().join(", ")
        })
        .collect();
    sheet.list("counted", &counts);
}

/// The text of the file, or of the command line, with its line.
fn as_written(subject: &Subject, policy: &Policy, parameter: &Parameter) -> Vec<String> {
    let by_hand = subject
        .scenario
        .sets()
        .iter()
        .find(|overlay| overlay.changes.iter().any(|change| change.path.contains(&parameter.name)));
    if let Some(overlay) = by_hand {
        return vec![overlay.label.clone()];
    }
    let tree = &subject.scenario.tree;
    let own = tree.at(&["policy", &policy.name, "parameter", &parameter.name]);
    let Some(node) = own.or_else(|| tree.at(&["parameter", &parameter.name])) else { return vec![] };
    let (line, _) = subject.files.line_and_column(node.place);
    let written = subject.files.slice(node.place).trim();
    let mut lines: Vec<String> = written.lines().map(|line| line.trim().to_owned()).collect();
    lines.push(format!("({}, line {line})", subject.files.name(node.place.file)));
    lines
}

fn of_distribution(sheet: &mut Sheet, distribution: &Distribution) {
    sheet.entry(
        "mean",
        &format!("{} (the central value), sd {}", number(distribution.mean()), number(distribution.sd())),
    );
    let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map(|share| distribution.quantile(share));
    sheet.entry("quantiles", &written::quantiles(&quantiles));
}

fn of_draws(sheet: &mut Sheet, what: &str, drawn: &Summary) {
    sheet.entry("central", &format!("{what}{}", number(drawn.central)));
    if let (Some(mean), Some(sd)) = (drawn.mean, drawn.sd) {
        sheet.entry("mean", &format!("{} over the draws, sd {}", number(mean), number(sd)));
    }
    if let Some(quantiles) = &drawn.quantiles {
        sheet.entry("quantiles", &written::quantiles(quantiles));
    }
}

/// Each part of a formula with its central value.
fn parts(sheet: &mut Sheet, subject: &Subject, policy: &Policy, formula: &Formula) {
    let central = Central::new(&policy.parameters, &subject.model.settings);
    let mut lines: Vec<String> = vec![];
    for operand in formula.operands() {
        let Some(parameter) = policy.parameters.get(&operand.parameter) else { continue };
        let value = central.value(operand, Moment::start(&subject.model.settings));
        let value = value.map_or_else(String::new, |value| number(value / parameter.unit.factor));
        let line = format!("{operand} = {value}{}", written::after_number(&parameter.unit.text));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    sheet.list("with", &lines);
}

/// The money step by step, at central values.
fn conversion(sheet: &mut Sheet, subject: &Subject, policy: &Policy, parameter: &Parameter, drawn: Option<&Summary>) {
    let Some(conversion) = &parameter.conversion else { return };
    let settings = &subject.model.settings;
    let central = Central::new(&policy.parameters, settings);
    let read = |name: &str, year: i32| central.value(&Operand::whole(name), Moment { year, ..Moment::start(settings) });
    let mut lines = vec![];
    let (mut factor, mut complete) = (1.0, true);
    for step in &conversion.steps {
        let (by, words) = match step {
            ConversionStep::Exchange { rate, year, inverse, to } => {
                let by = read(rate, *year).map(|rate| if *inverse { 1.0 / rate } else { rate });
                let verb = if *inverse { "1 / " } else { "" };
                (by, format!("{verb}{rate} of {year}, into {to}"))
            }
            ConversionStep::Index { index, from, to } => {
                let by = read(index, *to).zip(read(index, *from)).map(|(after, before)| after / before);
                (by, format!("{index} of {to} over {from}"))
            }
        };
        match by {
            Some(by) => {
                // A price in the denominator goes the other way.
                let by = if conversion.power < 0 { 1.0 / by } else { by };
                factor *= by;
                lines.push(format!("× {}   {words}", number(by)));
            }
            None => {
                complete = false;
                lines.push(format!("× ?   {words}"));
            }
        }
    }
    let to = format!("{} of {}", settings.currency, settings.price_year);
    lines.insert(
        0,
        format!("from {} of {} to {to}, at central values:", conversion.from_currency, conversion.from_year),
    );
    let own = distribution(&parameter.value).map(Distribution::mean).or(match &parameter.value {
        Value::Known(value) => Some(*value),
        _ => None,
    });
    let unit = parameter.unit.text.replace(&conversion.from_currency, &settings.currency);
    if let Some(own) = own.filter(|_| complete) {
        lines.push(format!("= {} {unit}, from {} {}", number(own * factor), number(own), parameter.unit.text));
    }
    sheet.list("money", &lines);
    if let Some(Summary { mean: Some(mean), sd: Some(sd), quantiles: Some(quantiles), .. }) = drawn {
        let line = format!("mean {}, sd {}", number(*mean), number(*sd));
        sheet.list(&format!("in {}", settings.currency), &[line, written::quantiles(quantiles)]);
    }
}

fn evidence(sheet: &mut Sheet, subject: &Subject, parameter: &Parameter) {
    if parameter.unknown {
        sheet.entry("gap", "nobody knows; a wide range stands in");
    }
    if let Some(evidence) = &parameter.evidence {
        sheet.entry("grade", evidence.grade.word());
        let source = evidence.source.as_ref().and_then(|id| Some((id, subject.model.sources.get(id)?)));
        if let Some((id, source)) = source {
            sheet.entry("source", &format!("{id}: {}", source_line(source, evidence.at.as_deref())));
            if parameter.holder.is_none() {
                sheet.entry("holder", source.holder.as_deref().unwrap_or_default());
            }
        }
        sheet.entry("assumed", evidence.assumption.as_deref().unwrap_or_default());
        sheet.entry("quote", evidence.quote.as_deref().unwrap_or_default());
        sheet.entry("retrieved", evidence.retrieved.as_deref().unwrap_or_default());
    }
    sheet.entry("holder", parameter.holder.as_deref().unwrap_or_default());
    sheet.entry("to ask", parameter.ask.as_deref().unwrap_or_default());
    let positions: Vec<String> = parameter
        .positions
        .iter()
        .map(|position| {
            let unit = position.unit.as_ref().unwrap_or(&parameter.unit);
            let year = position.price_year.map_or_else(String::new, |year| format!(" of {year}"));
            let source = position.evidence.as_ref().and_then(|evidence| {
                let grade = evidence.grade.word();
                let from = evidence.source.as_ref().or(evidence.assumption.as_ref())?;
                let at = evidence.at.as_ref().map_or_else(String::new, |at| format!(" {at}"));
                Some(format!(" ({grade}: {from}{at})"))
            });
            let value = format!("{} {}", describe(&position.value), unit.text);
            format!("{}: {}{year}{}", position.who, value.trim_end_matches(" 1"), source.unwrap_or_default())
        })
        .collect();
    sheet.list("others say", &positions);
}

/// Formulas, stages and lines that read a parameter, each once.
fn feeds(subject: &Subject, name: &str) -> Vec<String> {
    let reads = |formula: &Formula| formula.operands().into_iter().any(|operand| operand.parameter == name);
    let is = |operand: &Option<Operand>| operand.as_ref().is_some_and(|operand| operand.parameter == name);
    let mut found: Vec<String> = vec![];
    let mut add = |text: String| {
        if !found.contains(&text) {
            found.push(text);
        }
    };
    for policy in &subject.model.policies {
        for parameter in policy.parameters.values() {
            match &parameter.value {
                Value::Formula(formula) if reads(formula) => {
                    add(format!("{} = {}", parameter.name, describe(&parameter.value)));
                }
                Value::View { of, .. } if of == name => add(format!("{}, a part of this path", parameter.name)),
                Value::Spread(components) if components.iter().any(|component| reads(&component.share)) => {
                    add(format!("{}, the shares of its spread", parameter.name));
                }
                _ => {}
            }
            let steps = parameter.conversion.iter().flat_map(|conversion| &conversion.steps);
            for step in steps {
                let (ConversionStep::Exchange { rate: read, .. } | ConversionStep::Index { index: read, .. }) = step;
                if read == name {
                    add(format!("{}, its money", parameter.name));
                }
            }
        }
        for stage in policy.stages.values() {
            let counted = match &stage.count {
                Some(crate::model::Count::Arrivals(operand) | crate::model::Count::Entries(operand)) => {
                    operand.parameter == name
                }
                Some(crate::model::Count::NewPeopleOf(_)) | None => false,
            };
            let shares = stage.next.iter().map(|branch| (&branch.to, &branch.share));
            let risks = stage.each.iter().map(|exit| (&exit.to, &exit.share));
            for (to, share) in shares.chain(risks) {
                if matches!(share, Share::Of(formula) if reads(formula)) {
                    add(format!("stage.{}, the share that goes to {to}", stage.name));
                }
            }
            if counted {
                add(format!("stage.{}, how many come", stage.name));
            }
            if is(&stage.stay) {
                add(format!("stage.{}, how long people stay", stage.name));
            }
            if stage.capacity.as_ref().is_some_and(|capacity| capacity.room.parameter == name) {
                add(format!("stage.{}, how many there is room for", stage.name));
            }
            if is(&stage.initial) {
                add(format!("stage.{}, how many are there at the start", stage.name));
            }
        }
        for line in policy.costs.values() {
            let amounts = line.quantity.by_stage.iter().map(|(_, amount)| amount).chain(&line.quantity.amount);
            for (word, formula) in amounts
                .map(|amount| ("amount", amount))
                .chain(line.varies.iter().map(|varies| ("varies", varies)))
                .chain(line.cashable.iter().map(|cashable| ("cashable", cashable)))
                .chain(line.step.iter().flat_map(|step| [("step", &step.every), ("step", &step.costs)]))
            {
                if reads(formula) {
                    add(format!("cost.{}, its {word}", line.name));
                }
            }
        }
        for line in policy.outcomes.values() {
            let mut amounts = line.quantity.by_stage.iter().map(|(_, amount)| amount).chain(&line.quantity.amount);
            if amounts.any(reads) {
                add(format!("outcome.{}, its amount", line.name));
            }
        }
        if policy.deadweight.as_ref().is_some_and(reads) {
            add("scenario.deadweight".to_owned());
        }
    }
    for buy in subject.model.buys.values().filter(|buy| reads(&buy.price)) {
        add(format!("buys.{}, its price", buy.name));
    }
    found
}
