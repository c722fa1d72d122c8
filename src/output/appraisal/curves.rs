//! Decision curves: how probable a saving of more than an amount is, and which option is best at each worth of an outcome.

use super::scene::Scene;
use super::section::Section;
use crate::appraisal::Gains;
use crate::chart::{
    Curves, Density, OptionCurve, Period, Upwards, acceptability_title, exceedance_title, loss_title, saving_title,
};
use crate::language::{Estimate, Language};
use crate::output::report::Page;
use crate::output::report::figures::{Scale, amount, decimals, figure, percent};
use crate::output::sheet::{Cell, Sheet};
use crate::statistics::{AtWorth, Exceedance, NAMED, Sample, at_worths, choices, exceedance};
use serde_json::{Value, json};

/// Points of a curve in tables and charts.
const POINTS: usize = 101;

/// Decision curves of all options.
pub struct CurvesSection {
    scene: Scene,
    /// For each policy its draws, and how probable it is to save more.
    policies: Vec<(Vec<f64>, Exceedance)>,
    /// The options where only money counts.
    money: AtWorth,
    /// The options over the worth of an outcome, if one was asked about.
    weighed: Option<Weighed>,
}

struct Weighed {
    /// The outcome's name in the file.
    name: String,
    /// Its title in English.
    outcome: String,
    unit: String,
    points: Vec<AtWorth>,
    /// From each worth on the choice.
    turns: Vec<(f64, usize)>,
    /// Whether any policy changes the outcome.
    changes: bool,
}

impl CurvesSection {
    /// The curves of a sample whose outputs after the first are the savings of the policies; with an outcome over the
    /// worths from the first to the second number, or over a range that holds every turn of the choice.
    pub fn new(scene: Scene, sample: &Sample, gains: Option<&Gains>, worth: Option<(f64, f64)>) -> CurvesSection {
        let savings: Vec<Vec<f64>> = sample.outputs[1..].iter().map(|output| output.values.clone()).collect();
        let money = at_worths(&savings, &[], &[0.0]).remove(0);
        let weighed = gains.map(|gains| {
            let (low, high) = worth.unwrap_or_else(|| range(gains));
            let worths: Vec<f64> =
                (0..POINTS).map(|step| low + (high - low) * step as f64 / (POINTS - 1) as f64).collect();
            let line = scene.model.baseline().outcomes.get(&gains.outcome);
            let title = line.map_or("", |line| line.title.in_language("en"));
            Weighed {
                name: gains.outcome.clone(),
                outcome: if title.is_empty() { gains.outcome.replace('_', " ") } else { title.to_owned() },
                unit: gains.unit.clone(),
                points: at_worths(&gains.savings, &gains.gains, &worths),
                turns: choices(&gains.savings, &gains.gains, low, high),
                changes: gains.gains.iter().flatten().any(|gain| *gain != 0.0),
            }
        });
        let policies = savings.into_iter().map(|draws| {
            let curve = exceedance(&draws, POINTS);
            (draws, curve)
        });
        CurvesSection { scene, policies: policies.collect(), money, weighed }
    }

    fn name_of(&self, option: usize) -> &str {
        &self.scene.model.policies[option].name
    }

    /// The finding in a sentence.
    fn sentence(&self) -> String {
        let parts: Vec<String> = self
            .policies
            .iter()
            .enumerate()
            .map(|(policy, (draws, curve))| {
                let name = self.name_of(policy + 1);
                match curve.above_zero {
                    _ if draws.iter().all(|draw| *draw == 0.0) => format!("{name} changes nothing"),
                    1.0 => format!("{name} saves in every draw"),
                    0.0 => format!("{name} saves in no draw"),
                    share => format!("{name} saves with a probability of {}", percent(share)),
                }
            })
            .collect();
        let chosen = self.money.chosen;
        let loss = self.money.loss[chosen];
        let loss = if loss == 0.0 {
            format!("choosing {} is never wrong", self.name_of(chosen))
        } else {
            let lost = amount(loss, None, self.scene.currency());
            format!("choosing {} is expected to lose {lost} against knowing best", self.name_of(chosen))
        };
        format!("{}; {loss}.", parts.join(", "))
    }

    fn table(&self, page: &mut Page) {
        let currency = self.scene.currency();
        let all = self.policies.iter().flat_map(|(_, curve)| curve.named).chain(self.money.loss.iter().copied());
        let scale = Scale::of(all);
        let mut rows = vec![];
        for option in 0..=self.policies.len() {
            let mut row = vec![self.name_of(option).to_owned()];
            let lost = self.money.loss[option];
            match option.checked_sub(1) {
                None => row.extend(["".into(), "0".into(), "0".into(), "0".into()]),
                Some(policy) => {
                    let curve = &self.policies[policy].1;
                    let [low, middle, high] = curve.named;
                    let digits = decimals(middle, (high > low).then_some((low, high)), scale);
                    row.push(percent(curve.above_zero));
                    row.extend(curve.named.map(|amount| figure(amount, digits, scale)));
                }
            }
            row.push(percent(self.money.best[option]));
            row.push(if lost == 0.0 { "0".into() } else { figure(lost, decimals(lost, None, scale), scale) });
            rows.push(row);
        }
        let header = ["", "P(saves)", "P = 95 %", "P = 50 %", "P = 5 %", "is best in", "expected loss"];
        page.table(&header.map(str::to_owned), rows, 1);
        page.paragraph(&format!(
            "Amounts in {}{currency}: the saving is larger than this with the probability P.",
            scale.word()
        ));
    }

    fn weighed(&self, page: &mut Page, weighed: &Weighed) {
        page.gap();
        let per = format!("{} per {} of {}", self.scene.currency(), weighed.unit, weighed.outcome);
        if !weighed.changes {
            return page.paragraph(&format!("No policy changes {}: its worth decides nothing.", weighed.outcome));
        }
        let named: Vec<String> = weighed
            .turns
            .iter()
            .enumerate()
            .map(|(number, (from, option))| match number {
                0 => format!("{} is the choice", self.name_of(*option)),
                _ => format!("from {} on {}", amount(*from, None, &per), self.name_of(*option)),
            })
            .collect();
        page.lead(&format!("{}.", named.join(", ")));
        page.gap();
        let rows = weighed.points.iter().step_by((POINTS - 1) / 10).map(|point| {
            let mut row = vec![amount(point.worth, None, ""), self.name_of(point.chosen).to_owned()];
            row.extend(point.best.iter().map(|share| percent(*share)));
            row.push(amount(point.loss[point.chosen], None, self.scene.currency()));
            row
        });
        let mut header = vec![format!("worth, {per}"), "choice".to_owned()];
        header.extend((0..=self.policies.len()).map(|option| format!("{} best", self.name_of(option))));
        header.push("expected loss".to_owned());
        page.table(&header, rows.collect(), 2);
    }
}

/// A range of worths that holds every turn of the choice, or one that is as large as the money at stake.
fn range(gains: &Gains) -> (f64, f64) {
    let mean = |draws: &Vec<f64>| draws.iter().sum::<f64>() / draws.len().max(1) as f64;
    let mut lines = vec![(0.0, 0.0)];
    lines.extend(gains.savings.iter().zip(&gains.gains).map(|(saving, gain)| (mean(saving), mean(gain))));
    let mut widest = 0.0_f64;
    for (number, (start, slope)) in lines.iter().enumerate() {
        for (other_start, other_slope) in &lines[..number] {
            let crossing = (start - other_start) / (other_slope - slope);
            if crossing.is_finite() {
                widest = widest.max(crossing.abs());
            }
        }
    }
    (0.0, if widest > 0.0 { round_up(2.0 * widest) } else { 1.0 })
}

/// The next 1, 2 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    let power = crate::math::powi(10.0, crate::language::exponent(value));
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|round| *round >= value).unwrap_or(value)
}

impl Section for CurvesSection {
    fn finding(&self) -> Option<String> {
        Some(self.sentence())
    }

    fn name(&self) -> &'static str {
        "curves"
    }

    fn print(&self, page: &mut Page) {
        page.heading("Decision curves", "how probable a saving is, and what a wrong choice costs");
        page.lead(&self.sentence());
        page.gap();
        self.table(page);
        if let Some(weighed) = &self.weighed {
            self.weighed(page, weighed);
        }
        page.paragraph("Probabilities are shares of the draws: they hold for the ranges that the scenario states.");
    }

    fn sheet(&self) -> Sheet {
        let columns = vec!["curve", "option", "amount", "probability", "expected_loss", "chosen", "unit"];
        let currency = self.scene.currency();
        let mut rows = vec![];
        for (policy, (_, curve)) in self.policies.iter().enumerate() {
            let name = self.name_of(policy + 1);
            let named = NAMED.into_iter().zip(curve.named).map(|(share, amount)| ("named", amount, share));
            let points = curve.points.iter().map(|(amount, share)| ("exceedance", *amount, *share));
            for (kind, amount, share) in named.chain(points) {
                rows.push(vec![
                    Cell::text(kind),
                    Cell::text(name),
                    Cell::Number(amount),
                    Cell::Number(share),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::text(currency),
                ]);
            }
        }
        let mut choices = |kind: &str, point: &AtWorth, unit: &str| {
            for option in 0..point.best.len() {
                rows.push(vec![
                    Cell::text(kind),
                    Cell::text(self.name_of(option)),
                    Cell::Number(point.worth),
                    Cell::Number(point.best[option]),
                    Cell::Number(point.loss[option]),
                    Cell::text(if option == point.chosen { "yes" } else { "no" }),
                    Cell::text(unit),
                ]);
            }
        };
        choices("money", &self.money, currency);
        if let Some(weighed) = &self.weighed {
            let unit = format!("{currency} per {}", weighed.unit);
            for point in &weighed.points {
                choices("acceptability", point, &unit);
            }
        }
        Sheet { schema: "crimcost/curves/1", columns, rows }
    }

    fn summary(&self) -> Value {
        let turns = |weighed: &Weighed| {
            let turns =
                weighed.turns.iter().map(|(from, option)| json!({ "from": from, "choice": self.name_of(*option) }));
            json!({ "outcome": weighed.outcome, "unit": weighed.unit, "choices": turns.collect::<Vec<_>>() })
        };
        json!({
            "finding": self.sentence(),
            "choice": self.name_of(self.money.chosen),
            "expected_loss": self.money.loss[self.money.chosen],
            "currency": self.scene.currency(),
            "weighed": self.weighed.as_ref().map(turns),
        })
    }

    fn charts(&self, language: Language) -> Vec<(String, String)> {
        let mut charts = vec![("curves".to_owned(), self.exceedance_chart(language))];
        charts.extend(self.densities(language));
        if let Some(weighed) = self.weighed.as_ref().filter(|weighed| weighed.changes) {
            charts.push(("curves_acceptability".to_owned(), self.acceptability_chart(weighed, language)));
            charts.push(("curves_loss".to_owned(), self.loss_chart(weighed, language)));
        }
        charts
    }
}

impl CurvesSection {
    fn exceedance_chart(&self, language: Language) -> String {
        let currency = self.scene.currency();
        let (mut lines, mut said) = (vec![], vec![language.word("describe-exceedance")]);
        for (policy, (_, curve)) in self.policies.iter().enumerate() {
            let name = self.scene.option_title(policy + 1, language);
            let [low, _, high] = curve.named;
            let written = curve.named.map(|amount| language.amount(Estimate::between(amount, low, high), currency));
            let marks = if low == high || self.policies.len() > 1 {
                vec![]
            } else {
                NAMED
                    .into_iter()
                    .zip(curve.named)
                    .zip(&written)
                    .map(|((share, amount), words)| (amount, share, format!("{}: {words}", language.percent(share))))
                    .collect()
            };
            let parts = [
                ("policy", (&name).into()),
                ("low", (&written[0]).into()),
                ("middle", (&written[1]).into()),
                ("high", (&written[2]).into()),
            ];
            said.push(language.say("describe-exceedance-line", &parts));
            lines.push(OptionCurve { name, points: curve.line(), chosen: vec![], marks });
        }
        let shares: Vec<(String, f64)> =
            lines.iter().zip(&self.policies).map(|(line, of)| (line.name.clone(), of.1.above_zero)).collect();
        let title = exceedance_title(language, &shares);
        let curves = Curves {
            heading: self.scene.heading(language, title),
            unit: self.scene.unit(),
            along: language.word("measure-saving"),
            upwards: Upwards::Probability(language.word("chart-exceedance-up")),
            lines,
            first_tone: 1,
            notes: vec![],
            description: said.join(" "),
        };
        curves.svg("curves")
    }

    fn densities(&self, language: Language) -> Vec<(String, String)> {
        let years = Period::Years(f64::from(self.scene.model.settings.years));
        let chart = |(policy, (draws, curve)): (usize, &(Vec<f64>, Exceedance))| {
            let [low, middle, high] = curve.named;
            let mean = draws.iter().sum::<f64>() / draws.len().max(1) as f64;
            let name = self.scene.option_title(policy + 1, language);
            let saving = Estimate::between(mean, low, high);
            let title = saving_title(language, &name, saving, self.scene.currency(), years);
            let heading = self.scene.heading(language, title);
            let density = Density::new(heading, self.scene.unit(), draws.clone(), middle, (low, high))?;
            Some((format!("curves_density_{}", policy + 1), density.svg()))
        };
        self.policies.iter().enumerate().filter_map(chart).collect()
    }

    /// The title of the outcome in a language; as in English where it has none.
    fn outcome(&self, weighed: &Weighed, language: Language) -> String {
        let line = self.scene.model.baseline().outcomes.get(&weighed.name);
        let title = line.map(|line| line.title.in_language(language.code())).filter(|title| !title.is_empty());
        title.map_or_else(|| weighed.outcome.clone(), str::to_owned)
    }

    fn along(&self, weighed: &Weighed, language: Language) -> String {
        let outcome = self.outcome(weighed, language);
        let parts = [("unit", (&weighed.unit).into()), ("outcome", (&outcome).into())];
        language.say("chart-worth-along", &parts)
    }

    fn options(&self, weighed: &Weighed, language: Language, of: impl Fn(&AtWorth, usize) -> f64) -> Vec<OptionCurve> {
        let last = weighed.points.last().map_or(0.0, |point| point.worth);
        (0..=self.policies.len())
            .map(|option| {
                let chosen = weighed
                    .turns
                    .iter()
                    .enumerate()
                    .filter(|(_, turn)| turn.1 == option)
                    .map(|(place, turn)| (turn.0, weighed.turns.get(place + 1).map_or(last, |next| next.0)));
                OptionCurve {
                    name: self.scene.option_title(option, language),
                    points: weighed.points.iter().map(|point| (point.worth, of(point, option))).collect(),
                    chosen: chosen.collect(),
                    marks: vec![],
                }
            })
            .collect()
    }

    fn worth(&self, language: Language, worth: f64) -> String {
        language.amount(Estimate::known(worth), self.scene.currency())
    }

    fn acceptability_chart(&self, weighed: &Weighed, language: Language) -> String {
        let first = self.scene.option_title(weighed.turns[0].1, language);
        let turn = weighed.turns.last().filter(|_| weighed.turns.len() > 1);
        let turn = turn.map(|(from, option)| (self.worth(language, *from), self.scene.option_title(*option, language)));
        let turn = turn.as_ref().map(|(from, option)| (from.as_str(), option.as_str()));
        let title = acceptability_title(language, &first, turn, &weighed.unit, &self.outcome(weighed, language));
        self.over_worth(
            weighed,
            language,
            title,
            Upwards::Probability(language.word("chart-best-up")),
            |point, option| point.best[option],
        )
        .svg("acceptability")
    }

    fn loss_chart(&self, weighed: &Weighed, language: Language) -> String {
        let most = weighed.points.iter().max_by(|a, b| a.loss[a.chosen].total_cmp(&b.loss[b.chosen]));
        let most = most.map_or((0.0, 0.0), |point| (point.loss[point.chosen], point.worth));
        let amounts = [most.0, most.1].map(|amount| self.worth(language, amount));
        let most = (most.0 > 0.0).then_some((amounts[0].as_str(), amounts[1].as_str()));
        let title = loss_title(language, most, &weighed.unit, &self.outcome(weighed, language));
        self.over_worth(weighed, language, title, Upwards::Money(language.word("chart-loss-up")), |point, option| {
            point.loss[option]
        })
        .svg("loss")
    }

    fn over_worth(
        &self,
        weighed: &Weighed,
        language: Language,
        title: String,
        upwards: Upwards,
        of: impl Fn(&AtWorth, usize) -> f64,
    ) -> Curves {
        let lines = self.options(weighed, language, of);
        let mut said = vec![title.clone()];
        for (from, option) in &weighed.turns {
            let (from, name) = (self.worth(language, *from), self.scene.option_title(*option, language));
            said.push(language.say("describe-choice", &[("from", (&from).into()), ("policy", (&name).into())]));
        }
        Curves {
            heading: self.scene.heading(language, title),
            unit: self.scene.unit(),
            along: self.along(weighed, language),
            upwards,
            lines,
            first_tone: 0,
            notes: vec![language.word("chart-frontier")],
            description: said.join(". "),
        }
    }
}
