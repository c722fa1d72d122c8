//! Several reforms at once: what each adds in an order, what it adds whatever the order, and where two overlap.

use crate::codes::Code;
use crate::model::{Model, Policy};
use crate::plan::{Detail, Plan, perspective_place};
use crate::results::{Measure, MoneyColumn, RowKey};
use crate::run::{self, Sampling};
use crate::scenario::resolve::parts;
use crate::statistics::{Game, Set, Spread, members};
use crate::text::Problem;

/// The most reforms in a stack: 256 policies with the baseline.
pub const MOST_REFORMS: usize = 8;

/// Results that differ by less than this part of the largest saving are the same: rounding of sums.
const DUST: f64 = 1e-9;

/// Reforms to be stacked: a model that holds every combination of them, and the savings to compare.
#[derive(Clone, Debug)]
pub struct Stack {
    /// The baseline, then the policy of every set of reforms from 1 on.
    pub model: Model,
    /// In the order stated.
    pub reforms: Vec<String>,
    /// In which sense savings are compared.
    pub column: MoneyColumn,
    plan: Plan,
}

/// A stack with its draws.
#[derive(Clone, Debug)]
pub struct Stacked {
    /// What every set of reforms saves in every draw; player i is the i-th reform of the order stated.
    pub game: Game,
    /// What the baseline costs in every draw.
    pub baseline: Vec<f64>,
    /// Differences no larger than this are rounding.
    pub dust: f64,
}

/// What can be said of one reform.
#[derive(Clone, Debug, PartialEq)]
pub struct ReformShare {
    /// What it saves with no other reform.
    pub alone: Spread,
    /// What it adds in the order stated.
    pub added: Spread,
    /// What it adds in the mean of all orders.
    pub share: Spread,
    /// The reforms after which it adds least in the mean, and how much.
    pub least: (Set, f64),
    /// The reforms after which it adds most in the mean, and how much.
    pub most: (Set, f64),
}

/// What two reforms do to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct PairEffect {
    /// Numbers of the reforms in the order stated.
    pub reforms: (usize, usize),
    /// What the two save together above the sum of what each saves alone.
    pub alone: Spread,
    /// The same in the mean over who else is there.
    pub among: Spread,
}

impl Stack {
    /// A stack of `reforms`, 2 to [`MOST_REFORMS`] policies of `model`, which holds all their combinations too.
    ///
    /// Savings are compared in the sense asked for, or in the most cautious one that is known for every combination.
    /// Fails if a combination is not there, or if the sense is not known for all.
    pub fn new(model: &Model, reforms: &[String], column: Option<MoneyColumn>) -> Result<Stack, Problem> {
        let mut stacked = model.clone();
        stacked.policies.truncate(1);
        for set in 1..1_usize << reforms.len() {
            stacked.policies.push(policy_of(model, reforms, set)?.clone());
        }
        let place = perspective_place(&model.settings.perspective);
        let wanted = |key: &RowKey| {
            let is_saving = key.measure == Measure::Saving;
            let is_cost = key.measure == Measure::Cost && key.policy == model.baseline().name;
            (is_saving || is_cost) && key.place == place && key.discounted && key.year.is_none() && key.group.is_none()
        };
        let detail = Detail { years: false, lines: false };
        let all = Plan::for_rows(&stacked, detail, &wanted)?;
        let is_known = |column: MoneyColumn| {
            let rows = all.rows.iter().filter(|row| row.key.column == Some(column) && row.column.is_some());
            rows.count() == stacked.policies.len()
        };
        let column = match column {
            Some(column) if !is_known(column) => {
                let known = MoneyColumn::ALL.into_iter().filter(|column| is_known(*column));
                let known: Vec<String> = known.map(|column| column.word().replace('_', "-")).collect();
                let sense = column.word().replace('_', "-");
                return Err(Problem::nowhere(
                    Code::ResultNotKnown,
                    format!("what every combination saves is not known in the sense `{sense}`"),
                )
                .note("a line of one of them does not say what would vary or could be cashed")
                .help(format!("ask for one that is known:  --sense {}", known.join(" or "))));
            }
            Some(column) => column,
            None => {
                let mut known = MoneyColumn::ALL.into_iter().rev().filter(|column| is_known(*column));
                known.next().expect("savings at average cost are known for every policy")
            }
        };
        let plan = Plan::for_rows(&stacked, detail, &|key| wanted(key) && key.column == Some(column))?;
        Ok(Stack { model: stacked, reforms: reforms.to_vec(), column, plan })
    }

    /// The saving of a set of reforms.
    pub fn saving(&self, set: Set) -> &RowKey {
        let name = &self.model.policies[set].name;
        let mut keys = self.plan.rows.iter().map(|row| &row.key);
        keys.find(|key| key.measure == Measure::Saving && key.policy == *name).expect("the plan was made for it")
    }

    /// The name of a set of reforms in the order stated: `a+b`; empty for none.
    pub fn name(&self, set: Set) -> String {
        members(set).map(|reform| self.reforms[reform].as_str()).collect::<Vec<_>>().join("+")
    }

    /// The policy that a reform is alone.
    pub fn policy(&self, reform: usize) -> &Policy {
        &self.model.policies[1 << reform]
    }

    /// All sets on the same draws.
    pub fn run(&self, sampling: Sampling) -> Result<Stacked, Problem> {
        let central = run::central(&self.model, &self.plan)?;
        let mut draws = run::run(&self.model, &self.plan, sampling, &central, &mut |_| {})?;
        let number = |wanted: &RowKey| {
            let row = self.plan.rows.iter().position(|row| row.key == *wanted).expect("the plan was made for it");
            self.plan.result_of_row[row].expect("the sense is known")
        };
        let cost = RowKey {
            measure: Measure::Cost,
            policy: self.model.baseline().name.clone(),
            ..self.saving(self.model.policies.len() - 1).clone()
        };
        let baseline = draws.kept[number(&cost)].clone();
        let mut worth = vec![vec![0.0; sampling.draws]];
        for set in 1..self.model.policies.len() {
            // Sets that save the same are one result.
            worth.push(draws.kept[number(self.saving(set))].clone());
        }
        draws.kept.clear();
        Ok(Stacked::new(Game::new(worth).expect("every set has its draws"), baseline))
    }
}

impl Stacked {
    /// Draws of what every set saves and of what the baseline costs.
    pub fn new(game: Game, baseline: Vec<f64>) -> Stacked {
        let sizes = (0..=game.everybody()).map(|set| mean(game.worth(set)).abs());
        let dust = DUST * sizes.fold(0.0, f64::max);
        Stacked { game, baseline, dust }
    }

    /// What a set of reforms saves.
    pub fn saving(&self, set: Set) -> Spread {
        self.spread(self.game.worth(set))
    }

    /// What the baseline costs less what a set of reforms saves.
    pub fn cost(&self, set: Set) -> Spread {
        let left: Vec<f64> = self.baseline.iter().zip(self.game.worth(set)).map(|(cost, saved)| cost - saved).collect();
        Spread::of(&left, 0.0)
    }

    /// Each reform, in the order stated.
    pub fn reforms(&self) -> Vec<ReformShare> {
        let order: Vec<usize> = (0..self.game.players()).collect();
        let (added, shares) = (self.game.in_order(&order), self.game.shares());
        let columns = added.iter().zip(&shares).enumerate();
        columns
            .map(|(reform, (added, share))| {
                let others = self.game.everybody() & !(1 << reform);
                let means: Vec<(Set, f64)> = crate::statistics::subsets(others)
                    .map(|before| (before, mean(&self.game.contribution(reform, before))))
                    .collect();
                let by_size = |a: &&(Set, f64), b: &&(Set, f64)| a.1.total_cmp(&b.1);
                ReformShare {
                    alone: self.saving(1 << reform),
                    added: self.spread(added),
                    share: self.spread(share),
                    least: *means.iter().min_by(by_size).expect("nobody is a set"),
                    most: *means.iter().max_by(by_size).expect("nobody is a set"),
                }
            })
            .collect()
    }

    /// Each pair of reforms.
    pub fn pairs(&self) -> Vec<PairEffect> {
        let players = self.game.players();
        let pairs = (0..players).flat_map(|a| (a + 1..players).map(move |b| (a, b)));
        pairs
            .map(|(a, b)| PairEffect {
                reforms: (a, b),
                alone: self.spread(&self.game.second_difference(a, b)),
                among: self.spread(&self.game.interaction(1 << a | 1 << b)),
            })
            .collect()
    }

    /// What all reforms save together above the sum of what each saves alone.
    pub fn above_the_sum(&self) -> Spread {
        let mut above = self.game.total();
        for reform in 0..self.game.players() {
            for (above, alone) in above.iter_mut().zip(self.game.worth(1 << reform)) {
                *above -= alone;
            }
        }
        self.spread(&above)
    }

    fn spread(&self, draws: &[f64]) -> Spread {
        Spread::of(draws, self.dust)
    }
}

/// The mean of a column.
fn mean(draws: &[f64]) -> f64 {
    draws.iter().sum::<f64>() / draws.len() as f64
}

/// The policy that a set of reforms is, however its name is written.
fn policy_of<'m>(model: &'m Model, reforms: &[String], set: Set) -> Result<&'m Policy, Problem> {
    let mut wanted: Vec<&str> = members(set).map(|reform| reforms[reform].as_str()).collect();
    wanted.sort_unstable();
    let is_it = |policy: &&Policy| {
        let mut own = parts(&policy.name);
        own.sort_unstable();
        own == wanted
    };
    model
        .policies
        .iter()
        .skip(1)
        .find(is_it)
        .ok_or_else(|| Problem::nowhere(Code::UnknownPolicy, format!("the model has no policy `{}`", wanted.join("+"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::Sampler;
    use crate::evaluate::{Evaluation, evaluate};
    use crate::results::{Place, Results};
    use crate::scenario::{Scenario, expand};
    use crate::statistics::{Sign, subsets};
    use crate::text::{self, Files, Place as TextPlace, Problems};

    /// A thousand cases of three hours at 10 EUR in one year; fewer cases, shorter cases, a talk in place of half of them.
    const TOWN: &str = r#"format = 1

[scenario]
title = "Three reforms"
country = "LTU"
currency = "EUR"
price_year = 2024
start_year = 2024
years = 1
cycle = "year"
discount = 0.0
baseline = "cases"

[parameter]
found      = "1000 person/year | assumption: for this test"
paper_time = "3 hour/person | assumption: for this test"
hour       = "10 EUR/hour | assumption: for this test"
talk       = "5 EUR/person | assumption: for this test"
half       = "50 % | assumption: for this test"

[stage]
caught = { role = "caught", arrivals = "found", next = "over" }
over   = {}

[payer]
police = { title = "Police", level = "state" }

[cost]
paperwork = { stage = "caught", per = "entry", amount = "paper_time * hour", payer = "police", basis = "average" }

[policy.talks]
divert = [{ before = "caught", to = "talked_to", share = "half" }]
stage.talked_to = { next = "over" }
cost.talk = { stage = "talked_to", per = "entry", amount = "talk", payer = "police", basis = "average" }

[policy.fewer]
parameter.found = "600 person/year | assumption: for this test"

[policy.shorter]
parameter.paper_time = "2 hour/person | assumption: for this test"
"#;

    const ORDER: [&str; 3] = ["fewer", "shorter", "talks"];

    /// The model of a text with all sets of the three reforms.
    fn model(text: &str) -> Model {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let file = files.add("town.toml", text);
        let mut tree = text::parse(file, &files, &mut problems).unwrap();
        expand::expand(&mut tree, &files, &mut problems);
        let mut scenario = Scenario::from_tree(tree);
        let place = TextPlace { file, start: 0, end: 0 };
        let names = ["fewer+shorter", "talks+fewer", "shorter+talks", "fewer+shorter+talks"];
        scenario.combine(names.map(|name| (name.to_owned(), place)));
        scenario.model(&scenario.cases()[0], None).unwrap()
    }

    fn stack(text: &str) -> Stack {
        Stack::new(&model(text), &ORDER.map(str::to_owned), None).unwrap()
    }

    const SAMPLING: Sampling = Sampling { draws: 512, seed: 1, sampler: Sampler::Stratified };

    #[test]
    fn three_reforms_share_what_they_save_as_worked_out_by_hand() {
        let stack = stack(TOWN);
        let stacked = stack.run(SAMPLING).unwrap();
        // People times what a case costs: 30 EUR, 20 if shorter, half of that and 2.50 for the talk with talks.
        let cost = |people: f64, case: f64| people * case;
        let before = cost(1000.0, 30.0);
        let saved = [
            0.0,
            before - cost(600.0, 30.0),
            before - cost(1000.0, 20.0),
            before - cost(600.0, 20.0),
            before - cost(1000.0, 2.5 + 15.0),
            before - cost(600.0, 2.5 + 15.0),
            before - cost(1000.0, 2.5 + 10.0),
            before - cost(600.0, 2.5 + 10.0),
        ];
        assert_eq!(saved, [0.0, 12e3, 10e3, 18e3, 12.5e3, 19.5e3, 17.5e3, 22.5e3]);
        for (set, expected) in saved.iter().enumerate() {
            assert!((stacked.saving(set).mean - expected).abs() < 1e-6, "{}", stack.name(set));
        }
        let reforms = stacked.reforms();
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
        // On top of those before: 12,000, 18,000 − 12,000, 22,500 − 18,000.
        for (reform, expected) in reforms.iter().zip([12e3, 6e3, 4.5e3]) {
            near(reform.added.mean, expected);
        }
        // Thirds for first and last, sixths for second: what fewer cases save first, after shorter, after talks, last.
        near(
            reforms[0].share.mean,
            12e3 / 3.0 + (18e3 - 10e3) / 6.0 + (19.5e3 - 12.5e3) / 6.0 + (22.5e3 - 17.5e3) / 3.0,
        );
        near(
            reforms[1].share.mean,
            10e3 / 3.0 + (18e3 - 12e3) / 6.0 + (17.5e3 - 12.5e3) / 6.0 + (22.5e3 - 19.5e3) / 3.0,
        );
        near(
            reforms[2].share.mean,
            12.5e3 / 3.0 + (19.5e3 - 12e3) / 6.0 + (17.5e3 - 10e3) / 6.0 + (22.5e3 - 18e3) / 3.0,
        );
        assert_eq!((reforms[0].least.0, reforms[0].most.0), (0b110, 0));
        near(reforms[0].least.1, 5e3);
        // 18,000 − 12,000 − 10,000; the three alone would save 34,500.
        near(stacked.pairs()[0].alone.mean, -4e3);
        near(stacked.above_the_sum().mean, 22.5e3 - 34.5e3);
        near(mean(&stacked.baseline), 30e3);
    }

    #[test]
    fn every_set_saves_what_a_run_of_it_saves_and_shares_sum_in_every_draw() {
        let uncertain = TOWN
            .replace("\"3 hour/person", "\"2 to 5 hour/person")
            .replace("talk       = \"5 EUR", "talk       = \"1 to 60 EUR")
            .replace("half       = \"50 %", "half       = \"20 to 70 %");
        let stack = stack(&uncertain);
        let stacked = stack.run(SAMPLING).unwrap();
        let evaluation =
            Evaluation { detail: Detail { years: true, lines: false }, sampling: Some(SAMPLING), precision: None };
        let results: Results = evaluate(model(&uncertain), evaluation, &mut |_, _| {}).unwrap();
        for set in 1..8 {
            let policy = &stack.saving(set).policy;
            let row = results.money(policy, Measure::Saving, &Place::Public, None, MoneyColumn::Average, true).unwrap();
            let run = results.draws_of(row);
            assert_eq!(run.len(), 512);
            for (found, run) in stacked.game.worth(set).iter().zip(run) {
                assert!((found - run).abs() <= 1e-12 * 1e5, "{policy}: {found} is not {run}");
            }
        }
        for shares in [stacked.game.shares(), stacked.game.in_order(&[0, 1, 2])] {
            for (draw, total) in stacked.game.total().iter().enumerate() {
                let sum: f64 = shares.iter().map(|column| column[draw]).sum();
                assert!((sum - total).abs() <= 1e-9 * total.abs());
            }
        }
        // A talk that costs more than the shorter case would: talks save alone, and cost after the others in some draws.
        assert!(stacked.reforms()[2].share.below_zero > 0.0);
    }

    #[test]
    fn reforms_that_do_not_touch_each_other_have_one_share_in_every_order() {
        let apart = TOWN
            .replace("parameter.found = \"600 person/year", "parameter.rent = \"4000 EUR/year")
            .replace("hour       =", "rent       = \"9000 EUR/year | assumption: for this test\"\nhour       =")
            .replace(
                "basis = \"average\" }\n\n[policy.talks]",
                "basis = \"average\" }\nrent = { per = \"year\", amount = \"rent\", payer = \"police\", basis = \"fixed\" }\n\n[policy.talks]",
            );
        let stacked = stack(&apart).run(SAMPLING).unwrap();
        let fewer = &stacked.reforms()[0];
        // 9,000 − 4,000 whoever else is there; the other two still overlap: 17,500 − 10,000 − 12,500.
        assert!((fewer.share.mean - 5e3).abs() < 1e-6 && (fewer.least.1 - fewer.most.1).abs() < 1e-6);
        let signs: Vec<Sign> = stacked.pairs().iter().map(|pair| pair.alone.sign()).collect();
        assert_eq!(signs, [Sign::Zero, Sign::Zero, Sign::Below]);
        assert!((stacked.pairs()[2].among.mean + 5e3).abs() < 1e-6);
        assert_eq!(subsets(stacked.game.everybody()).count(), 8);
    }

    #[test]
    fn a_sense_that_some_line_does_not_know_is_refused_with_those_that_are_known() {
        let names = ORDER.map(str::to_owned);
        let problem = Stack::new(&model(TOWN), &names, Some(MoneyColumn::Cashable)).unwrap_err();
        assert_eq!(problem.code, Code::ResultNotKnown);
        assert!(problem.help[0].ends_with("--sense average"), "{:?}", problem.help);
        assert_eq!(stack(TOWN).column, MoneyColumn::Average);
    }
}
