//! Shares out of stages, at central values: each between 0 and 1, together exactly 1, or at most 1 while present.

use super::{Reporter, Trees, prefix};
use crate::codes::Code;
use crate::model::central::{Central, Moment};
use crate::model::{Formula, Model, Policy, Share, Stage, Value};
use crate::text::Problem;
use std::collections::BTreeSet;

/// How far a sum of shares may lie from 1.
const SLACK: f64 = 1e-9;
/// How much may be left over before people have nowhere to go.
const LEFT_OVER: f64 = 1e-6;

/// A share with its name and central value.
struct Known {
    name: String,
    value: f64,
}

/// Checks all shares of one policy.
pub fn shares(model: &Model, policy: usize, trees: &Trees, reporter: &mut Reporter) {
    let own = &model.policies[policy];
    let central = Central::new(&own.parameters, &model.settings);
    let moments = moments(model, own);
    for stage in own.stages.values() {
        if policy > 0 && unchanged(model, own, stage) {
            continue;
        }
        let check = Check { model, policy, stage, central: &central, moments: &moments, trees };
        check.next(reporter);
        check.each(reporter);
    }
}

/// Whether the baseline has the same stage with the same parameters: then it has been checked.
fn unchanged(model: &Model, own: &Policy, stage: &Stage) -> bool {
    let base = model.baseline();
    base.stages.get(&stage.name) == Some(stage) && base.parameters == own.parameters
}

/// The years in which paths can turn, within the horizon, for each group.
fn moments(model: &Model, policy: &Policy) -> Vec<Moment> {
    let settings = &model.settings;
    let last = settings.start_year + settings.years as i32 - 1;
    let mut years = BTreeSet::from([settings.start_year]);
    for parameter in policy.parameters.values() {
        if let Value::ByYear { points, .. } = &parameter.value {
            years.extend(
                points.iter().map(|(year, _)| *year).filter(|year| (settings.start_year..=last).contains(year)),
            );
            years.insert(last);
        }
    }
    let groups = 0..settings.groups.len();
    years.into_iter().flat_map(|year| groups.clone().map(move |group| Moment { year, group, step: 0 })).collect()
}

struct Check<'a> {
    model: &'a Model,
    policy: usize,
    stage: &'a Stage,
    central: &'a Central<'a>,
    moments: &'a [Moment],
    trees: &'a Trees<'a>,
}

impl Check<'_> {
    fn place(&self, path: &[&str]) -> crate::text::Place {
        let mut full = vec!["stage", self.stage.name.as_str()];
        full.extend(path);
        self.trees.place(self.policy, &full)
    }

    fn prefix(&self) -> String {
        prefix(self.model, self.policy)
    }

    fn next(&self, reporter: &mut Reporter) {
        let branches = &self.stage.next;
        let rests: Vec<&str> =
            branches.iter().filter(|branch| branch.share == Share::Rest).map(|branch| branch.to.as_str()).collect();
        let name = &self.stage.name;
        if let [first, second, ..] = rests.as_slice() {
            reporter.report(
                Problem::new(
                    Code::StageKeys,
                    self.place(&["next", second]),
                    format!("{}stage.{name}.next: two ways take the rest", self.prefix()),
                    "a second rest",
                )
                .also(self.place(&["next", first]), "the first")
                .help("only one way can take what the others leave: give the other a share"),
            );
            return;
        }
        // Whether shares were given that could not be read: then the sum says nothing.
        let written = self.trees.alternatives[self.policy].tree.at(&["stage", name, "next"]);
        if written.and_then(|node| node.as_table()).is_some_and(|table| table.len() != branches.len()) {
            return;
        }
        for moment in self.moments {
            let shares = branches.iter().map(|branch| (branch.to.as_str(), &branch.share));
            let Some(known) = self.known("next", shares, *moment, reporter) else { return };
            let sum: f64 = known.iter().map(|share| share.value).sum();
            let terms = terms(&known);
            let when = self.when(*moment);
            if sum > 1.0 + SLACK {
                reporter.report(self.above(sum, &terms, &when, "next"));
                return;
            }
            if !branches.is_empty() && rests.is_empty() && sum < 1.0 - LEFT_OVER {
                let last = branches.last().map_or("closed", |branch| branch.to.as_str());
                reporter.report(
                    Problem::new(
                        Code::SharesBelowOne,
                        self.place(&["next"]),
                        format!(
                            "{}shares out of stage.{name} come to {} in the central case{when}",
                            self.prefix(),
                            round(sum)
                        ),
                        format!("{terms}: {} of the people have nowhere to go", round(1.0 - sum)),
                    )
                    .help(format!("end the list with the stage that takes what is left:  {last} = \"rest\"")),
                );
                return;
            }
        }
    }

    fn each(&self, reporter: &mut Reporter) {
        let mut windows: Vec<Option<f64>> = vec![];
        for exit in &self.stage.each {
            if exit.share != Share::Rest && !windows.contains(&exit.window) {
                windows.push(exit.window);
            }
        }
        let rests = self.stage.each.iter().filter(|exit| exit.share == Share::Rest).count();
        if rests > 1 {
            reporter.report(
                Problem::new(
                    Code::StageKeys,
                    self.place(&["each"]),
                    format!("{}stage.{}.each: two ways take the rest", self.prefix(), self.stage.name),
                    "more than one rest",
                )
                .help("only one way can take what the others leave: give the other a share"),
            );
            return;
        }
        for window in windows {
            for moment in self.moments {
                let same = self.stage.each.iter().filter(|exit| exit.window == window);
                let shares = same.map(|exit| (exit.to.as_str(), &exit.share));
                let Some(known) = self.known("each", shares, *moment, reporter) else { return };
                let sum: f64 = known.iter().map(|share| share.value).sum();
                if sum > 1.0 + SLACK {
                    reporter.report(self.above(sum, &terms(&known), &self.when(*moment), "each"));
                    return;
                }
            }
        }
    }

    /// The central values of shares, `None` after the report of one that is no share.
    fn known<'s>(
        &self,
        key: &str,
        shares: impl Iterator<Item = (&'s str, &'s Share)>,
        moment: Moment,
        reporter: &mut Reporter,
    ) -> Option<Vec<Known>> {
        let mut known = vec![];
        for (to, share) in shares {
            let Share::Of(formula) = share else { continue };
            let name = match formula {
                Formula::Read(operand) => operand.to_string(),
                _ => to.to_owned(),
            };
            let value = self.central.formula(formula, moment)?;
            if !(-SLACK..=1.0 + SLACK).contains(&value) {
                self.not_a_share(key, to, &name, value, reporter);
                return None;
            }
            known.push(Known { name, value });
        }
        Some(known)
    }

    fn not_a_share(&self, key: &str, to: &str, name: &str, value: f64, reporter: &mut Reporter) {
        let parameter = name.split('.').next().unwrap_or(name);
        let tree = &self.trees.alternatives[self.policy].tree;
        let node = tree.at(&["parameter", parameter]);
        let number =
            node.and_then(|node| node.get("value").or_else(|| node.get("range")).or_else(|| node.get("formula")));
        let place = number.or(node).map_or(self.place(&[key, to]), |node| node.place);
        let mut problem = Problem::new(
            Code::NotAShare,
            place,
            format!("{}parameter.{parameter}: {} cannot be a share of people", self.prefix(), round(value)),
            "a share lies between 0 and 1",
        )
        .also(self.place(&[key, to]), "used as a share");
        if (1.0..=100.0).contains(&value) && number.is_some_and(|node| node.as_number().is_some()) {
            problem = problem.help(format!("for {} percent write \"{} %\"", round(value), round(value)));
        }
        if node.is_some_and(|node| node.get("formula").is_some()) {
            problem = problem.help("check what the formula divides by, or cap it with min(…, 1)");
        }
        reporter.report(problem);
    }

    fn above(&self, sum: f64, terms: &str, when: &str, key: &str) -> Problem {
        let name = &self.stage.name;
        let mut problem = Problem::new(
            Code::SharesAboveOne,
            self.place(&[key]),
            format!("{}shares out of stage.{name} come to {} in the central case{when}", self.prefix(), round(sum)),
            terms,
        );
        let base = self.model.baseline().stages.get(name);
        let added = base
            .filter(|base| self.policy > 0 && *base != self.stage)
            .and_then(|base| self.stage.next.iter().find(|branch| !base.next.iter().any(|old| old.to == branch.to)));
        if let Some(added) = added {
            problem = problem.help(format!(
                "the policy keeps shares of the baseline and adds one. To take people out before the stage, write  \
                 divert = [{{ before = \"{name}\", to = \"{}\", share = … }}]",
                added.to
            ));
        }
        if key == "next" {
            problem = problem.help("or let the last stage take what is left:  \"rest\"");
        }
        problem.help("shares that are rounded can be written as  weights = { … },  which are scaled to 1")
    }

    fn when(&self, moment: Moment) -> String {
        let mut words = String::new();
        if moment.year != self.model.settings.start_year {
            words = format!(" in {}", moment.year);
        }
        if self.model.settings.groups.len() > 1 {
            words.push_str(&format!(" for {}", self.model.settings.groups[moment.group]));
        }
        words
    }
}

fn terms(known: &[Known]) -> String {
    let terms: Vec<String> = known.iter().map(|share| format!("{} {}", share.name, round(share.value))).collect();
    terms.join(" + ")
}

/// A number with four digits after the point and no zeros at the end.
fn round(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
