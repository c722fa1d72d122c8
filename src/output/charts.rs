//! The charts of a run: which there are, with their numbers, titles and source line.

use super::report::place_title;
use crate::chart::{
    Bar, Density, Heading, Line, LinePoint, PayerChange, Payers, Period, StackedBars, Unit, Years, payers_title,
    saving_title, spending_title, years_title,
};
use crate::language::{Argument, Estimate, Language};
use crate::model::{Model, Policy};
use crate::plan::perspective_place;
use crate::results::{Measure, MoneyColumn, Place, Results, Row};

/// File names without ending, and the SVG of each chart. Only a run of one case and variant has charts.
pub fn all(results: &[Results], language: Language) -> Vec<(String, String)> {
    let [results] = results else { return vec![] };
    let artist = Artist { results, language };
    let mut charts = vec![];
    charts.extend(artist.spending().map(|svg| ("spending".to_owned(), svg)));
    charts.extend(artist.by_year().map(|svg| ("by_year".to_owned(), svg)));
    for (number, policy) in results.model.policies.iter().enumerate().skip(1) {
        // Names of policies are names of the scenario; a file name takes letters and digits only.
        let safe: String =
            policy.name.chars().map(|part| if part.is_ascii_alphanumeric() { part } else { '_' }).collect();
        charts.extend(artist.saving(&policy.name).map(|svg| (format!("saving_{number}_{safe}"), svg)));
        charts.extend(artist.payers(&policy.name).map(|svg| (format!("payers_{number}_{safe}"), svg)));
    }
    charts
}

/// The category under which the cost of raising public money is drawn.
const DEADWEIGHT: &str = "deadweight";

struct Artist<'a> {
    results: &'a Results,
    language: Language,
}

impl Artist<'_> {
    fn model(&self) -> &Model {
        &self.results.model
    }

    fn title_of(&self, policy: &str) -> String {
        let policy = self.model().policies.iter().find(|known| known.name == policy);
        policy.map_or_else(String::new, |policy| policy_title(policy, self.language))
    }

    fn unit(&self, discounted: bool) -> Unit {
        unit(self.model(), discounted)
    }

    fn discounted(&self) -> bool {
        self.model().settings.discount.money != 0.0
    }

    fn money(&self, policy: &str, measure: Measure, place: &Place, column: MoneyColumn) -> Option<Estimate> {
        estimate(self.results.money(policy, measure, place, None, column, self.discounted())?)
    }

    fn heading(&self, title: String, column: MoneyColumn) -> Heading {
        heading(self.model(), self.language, title, column, self.results.draws)
    }

    fn period(&self) -> Period {
        Period::Years(f64::from(self.model().settings.years))
    }

    fn spending(&self) -> Option<String> {
        let model = self.model();
        let total = perspective_place(&model.settings.perspective);
        let mut categories: Vec<String> = vec![];
        for line in model.policies.iter().flat_map(|policy| policy.costs.values()) {
            if !categories.contains(&line.category) {
                categories.push(line.category.clone());
            }
        }
        if total == Place::Society && model.baseline().deadweight.is_some() {
            categories.push(DEADWEIGHT.to_owned());
        }
        let bars: Vec<Bar> = model
            .policies
            .iter()
            .filter_map(|policy| {
                let money = |place: &Place| self.money(&policy.name, Measure::Cost, place, MoneyColumn::Average);
                let segments = categories
                    .iter()
                    .filter_map(|category| Some((category.clone(), money(&Place::Category(category.clone()))?.value)));
                let raising = money(&Place::Deadweight).filter(|_| total == Place::Society);
                let segments = segments.chain(raising.map(|raising| (DEADWEIGHT.to_owned(), raising.value)));
                Some(Bar {
                    name: self.title_of(&policy.name),
                    segments: segments.filter(|(_, amount)| *amount != 0.0).collect(),
                    total: money(&total)?,
                })
            })
            .collect();
        if bars.iter().all(|bar| bar.segments.is_empty()) {
            return None;
        }
        let totals: Vec<(String, Estimate)> = bars.iter().map(|bar| (bar.name.clone(), bar.total)).collect();
        let currency = &model.settings.currency;
        // Two policies on the same draws are told apart by their difference, not by two wide intervals.
        let title = match (&model.policies[1..], bars.len()) {
            ([policy], 2) => match self.money(&policy.name, Measure::Saving, &total, MoneyColumn::Average) {
                Some(saving) => {
                    saving_title(self.language, &self.title_of(&policy.name), saving, currency, self.period())
                }
                None => spending_title(self.language, &totals, currency),
            },
            _ => spending_title(self.language, &totals, currency),
        };
        let heading = self.heading(title, MoneyColumn::Average);
        Some(StackedBars { heading, unit: self.unit(self.discounted()), categories, bars }.svg())
    }

    fn by_year(&self) -> Option<String> {
        let model = self.model();
        let settings = &model.settings;
        let total = perspective_place(&settings.perspective);
        let years = settings.start_year..settings.start_year + settings.years as i32;
        let of_year = |policy: &str, measure, year| {
            estimate(self.results.money(policy, measure, &total, Some(year), MoneyColumn::Average, false)?)
        };
        let lines: Vec<Line> = model
            .policies
            .iter()
            .map(|policy| Line {
                name: self.title_of(&policy.name),
                points: years
                    .clone()
                    .filter_map(|year| Some(LinePoint { year, amount: of_year(&policy.name, Measure::Cost, year)? }))
                    .collect(),
            })
            .filter(|line: &Line| line.points.len() > 1)
            .collect();
        if lines.is_empty() {
            return None;
        }
        let title = match model.policies.get(1) {
            Some(policy) => {
                let savings: Vec<(i32, Estimate)> = years
                    .clone()
                    .filter_map(|year| Some((year, of_year(&policy.name, Measure::Saving, year)?)))
                    .collect();
                years_title(self.language, &self.title_of(&policy.name), &savings, &settings.currency)
            }
            None => capitalised(&self.language.word("measure-cost")),
        };
        // Each year by itself: nothing is added up or discounted.
        let parts = [
            self.model().settings.title.in_language(self.language.code()),
            &sense(MoneyColumn::Average, self.language),
        ]
        .map(str::to_owned);
        let draws = (self.results.draws > 0).then(|| drawn(self.results.draws, self.language));
        let subtitle = parts.into_iter().chain(draws).collect::<Vec<_>>().join(" · ");
        let heading = Heading { subtitle, ..self.heading(title, MoneyColumn::Average) };
        Some(Years { heading, unit: self.unit(false), lines }.svg())
    }

    fn saving(&self, policy: &str) -> Option<String> {
        let headline = self.results.headline(policy)?;
        let total = perspective_place(&self.model().settings.perspective);
        let row = self.results.money(policy, Measure::Saving, &total, None, headline.column, true)?;
        let [low, _, median, _, high] = row.quantiles?;
        let saving = estimate(row)?;
        let currency = &self.model().settings.currency;
        let title = saving_title(self.language, &self.title_of(policy), saving, currency, self.period());
        let heading = self.heading(title, headline.column);
        let draws = self.results.draws_of(row).to_vec();
        let unit = self.unit(self.discounted());
        Some(Density::new(heading, unit, draws, median, (low, high))?.svg())
    }

    fn payers(&self, policy: &str) -> Option<String> {
        let model = self.model();
        let payers: Vec<PayerChange> = model
            .payers
            .values()
            .filter_map(|payer| {
                let place = Place::Payer(payer.name.clone());
                let saving = self.money(policy, Measure::Saving, &place, MoneyColumn::Average)?;
                let name = match payer.title.in_language(self.language.code()) {
                    "" => place_title(model, &place),
                    title => title.to_owned(),
                };
                let level = self.language.word(&format!("level-{}", payer.level.word()));
                Some(PayerChange { name, level, change: saving.negated() })
            })
            .filter(|payer| payer.change != Estimate::known(0.0) && payer.change.value != 0.0)
            .collect();
        if payers.is_empty() {
            return None;
        }
        let changes: Vec<(String, Estimate)> = payers.iter().map(|payer| (payer.name.clone(), payer.change)).collect();
        let title = payers_title(self.language, &changes, &model.settings.currency);
        let heading = self.heading(title, MoneyColumn::Average);
        Some(Payers { heading, unit: self.unit(self.discounted()), payers }.svg())
    }
}

/// A column in words.
pub fn sense(column: MoneyColumn, language: Language) -> String {
    language.word(match column {
        MoneyColumn::Average => "column-average",
        MoneyColumn::LongRun => "column-long-run",
        MoneyColumn::ShortRun => "column-short-run",
        MoneyColumn::Cashable => "column-cashable",
    })
}

/// Title, what is shown, and the publishers of all sources in the order of the file; for money over the whole horizon.
pub fn heading(model: &Model, language: Language, title: String, column: MoneyColumn, draws: usize) -> Heading {
    let sense = sense(column, language);
    let mut parts = vec![model.settings.title.in_language(language.code()).to_owned(), sense];
    parts.push(horizon(model, language, true));
    if draws > 0 {
        parts.push(drawn(draws, language));
    }
    Heading { language, title, subtitle: parts.join(" · "), source: source_line(model, language) }
}

/// Over how many years money is counted, and at which rate it is discounted: "over 5 years, discounted at 3%".
pub fn horizon(model: &Model, language: Language, discounted: bool) -> String {
    let settings = &model.settings;
    let (number, count) = (settings.years.to_string(), Argument::Count(f64::from(settings.years), 0));
    let years = language.say("over-years", &[("count", count), ("number", (&number).into())]);
    let rate = settings.discount.money;
    let discounting = if discounted && rate != 0.0 {
        let rate = language.number(100.0 * rate, i32::from((1000.0 * rate).round() % 10.0 != 0.0));
        let rate = language.say("percent", &[("number", (&rate).into())]);
        language.say("strip-discounted", &[("rate", (&rate).into())])
    } else {
        language.word("not-discounted")
    };
    format!("{years}, {discounting}")
}

/// How many draws there are, in words: "16,384 draws".
pub fn drawn(draws: usize, language: Language) -> String {
    let number = language.count(draws);
    language.say("draws", &[("count", Argument::Count(draws as f64, 0)), ("number", (&number).into())])
}

/// The publishers of all sources of a model, in the order of the file, or that there are none.
pub fn source_line(model: &Model, language: Language) -> String {
    let mut publishers: Vec<&str> = vec![];
    for source in model.sources.values() {
        let publisher = source.publisher.split(',').next().unwrap_or_default().trim();
        if !publisher.is_empty() && !publishers.contains(&publisher) {
            publishers.push(publisher);
        }
    }
    match publishers.is_empty() {
        true => language.word("no-published-source"),
        false => format!("{}: {}", capitalised(&language.word("source")), publishers.join("; ")),
    }
}

/// The title of a policy in a language; its name if it has none.
pub fn policy_title(policy: &Policy, language: Language) -> String {
    match policy.title.in_language(language.code()) {
        "" => capitalised(&policy.name.replace('_', " ")),
        title => title.to_owned(),
    }
}

/// What the numbers of a model are.
pub fn unit(model: &Model, discounted: bool) -> Unit {
    let settings = &model.settings;
    Unit {
        name: settings.currency.clone(),
        price_year: (settings.price_year > 1).then_some(settings.price_year),
        discounted: Some(discounted),
    }
}

/// The mean with its interval.
fn estimate(row: &Row) -> Option<Estimate> {
    let best = row.best()?;
    Some(match row.interval() {
        Some((low, high)) => Estimate::between(best, low, high),
        None => Estimate::known(best),
    })
}

/// The text with its first letter as a capital. Georgian sentences begin with an ordinary letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !('\u{10d0}'..='\u{10ff}').contains(&first) => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
