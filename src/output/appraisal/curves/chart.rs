//! The charts of a decision: how probable savings are, and options over what an outcome is worth.

use super::CurvesSection;
use crate::appraisal::{Drawn, Weighed};
use crate::chart::{
    Curves, Density, OptionCurve, Period, Upwards, acceptability_title, exceedance_title, loss_title, saving_title,
};
use crate::language::{Estimate, Language};
use crate::statistics::{AtWorth, NAMED};

impl CurvesSection {
    pub(super) fn exceedance_chart(&self, language: Language) -> String {
        let currency = self.topic.currency();
        let (mut lines, mut said) = (vec![], vec![language.word("describe-exceedance")]);
        for (policy, Drawn { curve, .. }) in self.decision.options.iter().enumerate() {
            let name = self.topic.option_title(policy + 1, language);
            let [low, _, high] = curve.named;
            let written = curve.named.map(|amount| language.amount(Estimate::between(amount, low, high), currency));
            let marks = if low == high || self.decision.options.len() > 1 {
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
        let shares: Vec<(String, f64)> = lines
            .iter()
            .zip(&self.decision.options)
            .map(|(line, drawn)| (line.name.clone(), drawn.curve.above_zero))
            .collect();
        let title = exceedance_title(language, &shares);
        let curves = Curves {
            heading: self.topic.heading_of_options(language, title),
            unit: self.topic.money(),
            along: language.word("measure-saving"),
            upwards: Upwards::Probability(language.word("chart-exceedance-up")),
            lines,
            first_tone: 1,
            notes: vec![],
            description: said.join(" "),
        };
        curves.svg("curves")
    }

    pub(super) fn densities(&self, language: Language) -> Vec<(String, String)> {
        let years = Period::Years(f64::from(self.topic.model.settings.years));
        let chart = |(policy, drawn): (usize, &Drawn)| {
            let [low, middle, high] = drawn.curve.named;
            let name = self.topic.option_title(policy + 1, language);
            let saving = Estimate::between(drawn.mean, low, high);
            let title = saving_title(language, &name, saving, self.topic.currency(), years);
            let heading = self.topic.heading_of_options(language, title);
            let density = Density::new(heading, self.topic.money(), drawn.draws.clone(), middle, (low, high))?;
            Some((format!("curves_density_{}", policy + 1), density.svg()))
        };
        self.decision.options.iter().enumerate().filter_map(chart).collect()
    }

    /// The title of the outcome in a language; as in English where it has none.
    fn outcome(&self, weighed: &Weighed, language: Language) -> String {
        let line = self.topic.model.baseline().outcomes.get(&weighed.outcome);
        let title = line.map(|line| line.title.in_language(language.code())).filter(|title| !title.is_empty());
        title.map_or_else(|| self.outcome.clone(), str::to_owned)
    }

    fn along(&self, weighed: &Weighed, language: Language) -> String {
        let outcome = self.outcome(weighed, language);
        let parts = [("unit", (&weighed.unit).into()), ("outcome", (&outcome).into())];
        language.say("chart-worth-along", &parts)
    }

    fn options(&self, weighed: &Weighed, language: Language, of: impl Fn(&AtWorth, usize) -> f64) -> Vec<OptionCurve> {
        let last = weighed.points.last().map_or(0.0, |point| point.worth);
        (0..=self.decision.options.len())
            .map(|option| {
                let chosen = weighed
                    .turns
                    .iter()
                    .enumerate()
                    .filter(|(_, turn)| turn.1 == option)
                    .map(|(place, turn)| (turn.0, weighed.turns.get(place + 1).map_or(last, |next| next.0)));
                OptionCurve {
                    name: self.topic.option_title(option, language),
                    points: weighed.points.iter().map(|point| (point.worth, of(point, option))).collect(),
                    chosen: chosen.collect(),
                    marks: vec![],
                }
            })
            .collect()
    }

    fn worth(&self, language: Language, worth: f64) -> String {
        language.amount(Estimate::known(worth), self.topic.currency())
    }

    pub(super) fn acceptability_chart(&self, weighed: &Weighed, language: Language) -> String {
        let first = self.topic.option_title(weighed.turns[0].1, language);
        let turn = weighed.turns.last().filter(|_| weighed.turns.len() > 1);
        let turn = turn.map(|(from, option)| (self.worth(language, *from), self.topic.option_title(*option, language)));
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

    pub(super) fn loss_chart(&self, weighed: &Weighed, language: Language) -> String {
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
            let (from, name) = (self.worth(language, *from), self.topic.option_title(*option, language));
            said.push(language.say("describe-choice", &[("from", (&from).into()), ("policy", (&name).into())]));
        }
        Curves {
            heading: self.topic.heading_of_options(language, title),
            unit: self.topic.money(),
            along: self.along(weighed, language),
            upwards,
            lines,
            first_tone: 0,
            notes: vec![language.word("chart-frontier")],
            description: said.join(". "),
        }
    }
}
