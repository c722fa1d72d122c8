//! Money beyond single lines: whole units, the cost of public money, ratios, what a saving buys; by hand, and the engine
//! against the plain evaluator.

mod plain;

use crimcost::draws::Sampler;
use crimcost::evaluate::{Evaluation, evaluate};
use crimcost::model::*;
use crimcost::output::tidy::{self, Wanted, rows};
use crimcost::plan::Detail;
use crimcost::results::{Results, Standing};
use crimcost::run::Sampling;
use crimcost::unit::{Dimensions, Unit};
use plain::build::*;
use plain::compare::differences;

fn agree(model: &Model) {
    let found = differences(model);
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found.join("\n"));
}

fn results_of(model: &Model) -> Results {
    let sampling = Some(Sampling { draws: 64, seed: 1, sampler: Sampler::Stratified });
    let detail = Detail { years: true, lines: true };
    evaluate(model.clone(), Evaluation { detail, sampling, precision: None }, &mut |_, _| {}).expect("the model runs")
}

#[track_caller]
fn value(results: &Results, id: &str) -> f64 {
    results.row(id).and_then(|row| row.central).unwrap_or_else(|| panic!("{id} is known"))
}

#[track_caller]
fn close(ours: f64, expected: f64) {
    assert!((ours - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{ours} instead of {expected}");
}

const WING: f64 = 600_000.0;

/// 1000 people at the start go to a prison for good, less `share` who stay outside. A wing holds 100 and costs 600 000 a
/// year; a year in prison is booked at 6000 on average. Counted at the end of each cycle, so that all are there.
fn wings(share: f64, cycle: Cycle, years: u32, checkpoint_cycles: u32) -> Model {
    let mut model = model(years, cycle);
    model.settings.within_cycle = Counting::End;
    model.known("people", 1000.0);
    model.known("outside", share);
    model.known("places", 100.0);
    model.known("wing_day", WING / YEAR);
    model.known("prison_day", 6000.0 / YEAR);
    model.stage("sentenced").initial("people").next(&[("free", "outside"), ("prison", "rest")]);
    model.stage("prison");
    model.stage("free");
    let step = Step { every: read("places"), costs: read("wing_day"), checkpoint_cycles };
    model.cost("custody", Per::Stay, &["prison"], "prison_day").step = Some(step);
    model
}

fn set(policy: &mut Policy, name: &str, number: f64) {
    policy.parameters[name].value = Value::Known(number);
}

#[test]
fn within_a_step_nothing_is_saved_and_k_steps_save_k_units() {
    // Who is needed is there in the first year; what stands empty closes after it, so two of three years save.
    for (share, wings_closed) in [
        (0.0, 0.0),
        (0.0001, 0.0),
        (0.05, 0.0),
        (0.099, 0.0),
        (0.1, 1.0),
        (0.15, 1.0),
        (0.2, 2.0),
        (0.37, 3.0),
        (1.0, 10.0),
    ] {
        let mut model = wings(0.0, Cycle::Year, 3, 1);
        add_policy(&mut model, "less", |policy| set(policy, "outside", share));
        let results = results_of(&model);
        close(value(&results, "baseline/cost/public/all/long_run"), 10.0 * WING * 3.0);
        let saved = value(&results, "less/saving/public/all/long_run");
        close(saved, wings_closed * WING * 2.0);
        close(value(&results, "less/saving/custody/2020/long_run"), 0.0);
        close(value(&results, "less/saving/custody/2021/long_run"), wings_closed * WING);
        let average = value(&results, "less/saving/public/all");
        close(average, 1000.0 * share * 6000.0 * 3.0);
        assert!(saved <= average + 1e-6, "marginal above average: {saved} {average}");
        assert!(results.row("less/saving/public/all/short_run").is_none_or(|row| row.central.is_none()));
        agree(&model);
    }
}

#[test]
fn what_is_needed_opens_at_once() {
    // 630 people become 1000: 370 more need four wings, from the first year on.
    let mut model = wings(0.37, Cycle::Year, 3, 1);
    add_policy(&mut model, "more", |policy| set(policy, "outside", 0.0));
    let results = results_of(&model);
    close(value(&results, "baseline/cost/public/all/long_run"), 6.3 * WING * 3.0);
    close(value(&results, "more/saving/public/all/long_run"), -4.0 * WING * 3.0);
    agree(&model);
}

#[test]
fn checkpoints_decide_when_empty_wings_close() {
    // 300 people fewer from the first month of one year: closed after one month, after six, or not within the year.
    for (checkpoint, months_saved) in [(1, 11.0), (6, 6.0), (12, 0.0)] {
        let mut model = wings(0.0, Cycle::Month, 1, checkpoint);
        add_policy(&mut model, "less", |policy| set(policy, "outside", 0.3));
        let results = results_of(&model);
        close(value(&results, "less/saving/public/all/long_run"), 3.0 * WING * months_saved / 12.0);
        agree(&model);
    }
    // A checkpoint every 18 months of three years: periods that lie across the years.
    let mut model = wings(0.0, Cycle::Month, 3, 18);
    add_policy(&mut model, "less", |policy| set(policy, "outside", 0.3));
    let results = results_of(&model);
    close(value(&results, "less/saving/custody/2020/long_run"), 0.0);
    close(value(&results, "less/saving/custody/2021/long_run"), 3.0 * WING / 2.0);
    close(value(&results, "less/saving/custody/2022/long_run"), 3.0 * WING);
    agree(&model);
}

#[test]
fn posts_that_serve_so_many_cases_a_year() {
    // 120 cases a year and 30 for each clerk: 4 clerks at 20 000. A quarter less is one clerk, from the second year on; what
    // moves with every case is 100 of 500.
    let mut model = model(3, Cycle::Month);
    model.known("cases", 120.0 / YEAR);
    model.known("settled", 0.0);
    model.known("cases_of_a_clerk", 30.0 / YEAR);
    model.known("clerk_day", 20_000.0 / YEAR);
    model.known("case", 500.0);
    model.known("moving", 0.2);
    model.stage("charge").arrivals("cases").next(&[("over", "settled"), ("court", "rest")]);
    model.stage("court").next(&[("over", "rest")]);
    model.stage("over");
    let line = model.cost("court", Per::Entry, &["court"], "case");
    line.varies = Some(read("moving"));
    line.step = Some(Step { every: read("cases_of_a_clerk"), costs: read("clerk_day"), checkpoint_cycles: 12 });
    add_policy(&mut model, "settle", |policy| set(policy, "settled", 0.25));
    let results = results_of(&model);
    close(value(&results, "baseline/cost/court/2021/long_run"), 120.0 * 100.0 + 4.0 * 20_000.0);
    close(value(&results, "settle/saving/court/2020/long_run"), 30.0 * 100.0);
    close(value(&results, "settle/saving/court/2021/long_run"), 30.0 * 100.0 + 20_000.0);
    agree(&model);
}

#[test]
fn a_service_that_only_the_policy_has_is_staffed_in_whole_posts() {
    // 100 people with a case manager for every 30: four case managers, none of whom the baseline has.
    let mut model = wings(0.0, Cycle::Year, 2, 1);
    add_policy(&mut model, "support", |policy| {
        set(policy, "outside", 0.1);
        policy.known("clients", 30.0);
        policy.known("manager_day", 15_000.0 / YEAR);
        policy.known("support_day", 400.0 / YEAR);
        let step = Step { every: read("clients"), costs: read("manager_day"), checkpoint_cycles: 1 };
        policy.cost("support", Per::Stay, &["free"], "support_day").step = Some(step);
    });
    let results = results_of(&model);
    close(value(&results, "support/cost/support/2020/long_run"), 4.0 * 15_000.0);
    close(value(&results, "support/cost/support/2020"), 100.0 * 400.0);
    agree(&model);
}

#[test]
fn steps_count_all_groups_together() {
    // Two groups of 100 and a wing for 100: 30 fewer in each are 60, within a step; 50 fewer in each close one.
    for (share, closed) in [(0.3, 0.0), (0.5, 1.0)] {
        let mut model = wings(0.0, Cycle::Year, 2, 1);
        model.settings.groups = vec!["one".into(), "other".into()];
        let by_group = |number: f64| {
            let values = ["one", "other"].map(|group| (group.to_owned(), Value::Known(number)));
            Value::ByGroup(values.into_iter().collect())
        };
        model.parameter("people", by_group(100.0));
        add_policy(&mut model, "less", |policy| set(policy, "outside", share));
        let results = results_of(&model);
        close(value(&results, "baseline/cost/custody/2020/long_run"), 2.0 * WING);
        close(value(&results, "less/saving/custody/2021/long_run"), closed * WING);
        agree(&model);
    }
}

/// Everything at once, uncertain, over time and discounted.
fn everything(cycle: Cycle, checkpoint_cycles: u32) -> Model {
    let mut model = wings(0.1, cycle, 4, checkpoint_cycles);
    model.settings.within_cycle = Counting::Half;
    model.settings.discount = Discount { money: 0.03, outcomes: 0.01 };
    model.between("people", 500.0, 1500.0);
    model.between("outside", 0.0, 0.4);
    model.between("places", 20.0, 120.0);
    model.parameter("wing_day", by_year(&[(2020, 1000.0), (2022, 1500.0), (2023, 1200.0)], Between::Linear));
    model.between("fresh", 0.2, 1.0);
    model.between("length", 100.0, 500.0);
    model.between("moving", 0.1, 0.4);
    model.between("taxes", 0.1, 0.5);
    model.between("treatment_day", 1.0, 5.0);
    model.stage("sentenced").initial("people").arrivals("fresh").next(&[("free", "outside"), ("prison", "rest")]);
    model.stage("prison").stay("length").next(&[("free", "rest")]);
    model.policy().costs["custody"].varies = Some(read("moving"));
    model.policy().deadweight = Some(read("taxes"));
    model.outcome("prison_days", Per::Stay, &["prison"], "").better = Some(Better::Less);
    let unit = Unit { text: "person year".into(), dimensions: Dimensions::none(), factor: YEAR };
    let (title, about) = (Text::default(), Text::default());
    let buy = Buy { name: "treatment".into(), title, about, price: read("treatment_day"), unit };
    model.buys.insert("treatment".into(), buy);
    add_policy(&mut model, "same", |_| {});
    add_policy(&mut model, "less", |policy| set(policy, "outside", 0.6));
    add_policy(&mut model, "more", |policy| set(policy, "outside", 0.05));
    model
}

#[test]
fn engine_and_plain_evaluator_agree_about_everything_here() {
    for (cycle, checkpoint) in [(Cycle::Year, 1), (Cycle::Quarter, 2), (Cycle::Month, 12), (Cycle::Month, 7)] {
        for perspective in [Perspective::Public, Perspective::Society] {
            let mut model = everything(cycle, checkpoint);
            model.settings.perspective = perspective;
            agree(&model);
        }
    }
}

#[test]
fn a_policy_equal_to_the_baseline_differs_by_exactly_nothing_in_whole_units_too() {
    let results = results_of(&everything(Cycle::Month, 6));
    let of_same = results.rows.iter().filter(|row| row.key.policy == "same" && row.key.measure.is_difference());
    let mut seen = 0;
    for row in of_same {
        assert!(row.central.is_none_or(|central| central == 0.0), "{}", row.key.id());
        assert!(results.draws_of(row).iter().all(|draw| *draw == 0.0), "{}", row.key.id());
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
    assert!(results.row("same/saving/public/all/long_run").is_some_and(|row| row.central.is_some()));
}

#[test]
fn totals_are_the_same_without_the_years() {
    let model = everything(Cycle::Month, 7);
    let sampling = Some(Sampling { draws: 64, seed: 1, sampler: Sampler::Stratified });
    let evaluation = Evaluation { detail: Detail { years: false, lines: false }, sampling, precision: None };
    let short = evaluate(model.clone(), evaluation, &mut |_, _| {}).expect("the model runs");
    let full = results_of(&model);
    for id in [
        "less/saving/public/all/long_run",
        "less/saving/society/all/long_run/discounted",
        "less/buys/treatment/all/long_run/discounted",
        "more/cost/deadweight/all",
    ] {
        assert_eq!(value(&short, id), value(&full, id), "{id}");
        assert_ne!(value(&full, id), 0.0, "{id}");
    }
    assert_eq!(short.ratios(), full.ratios());
}

#[test]
fn units_are_discounted_as_a_line_by_the_year_is() {
    let mut model = wings(0.0, Cycle::Month, 5, 12);
    model.settings.discount.money = 0.035;
    for counting in [Counting::Start, Counting::Half, Counting::End] {
        model.settings.within_cycle = counting;
        // Ten wings in every year where all people are counted; with `start` nobody is there at the very first point.
        model.stage("prison").initial("people");
        model.known("people", 500.0);
        model.known("outside", 0.0);
        model.known("office", 10.0 * WING / YEAR);
        model.cost("office", Per::Year, &[], "office");
        let results = results_of(&model);
        let (units, office) =
            (value(&results, "baseline/cost/custody/2024/long_run"), value(&results, "baseline/cost/office/2024"));
        close(units, office);
        if counting == Counting::End {
            close(
                value(&results, "baseline/cost/custody/all/long_run/discounted"),
                value(&results, "baseline/cost/office/all/discounted"),
            );
        }
    }
}

#[test]
fn raising_public_money_costs_society_once() {
    // WSIPP's programme 726: taxpayers gain 1311 and the programme itself saves 654, others gain 2313. Half of the public
    // 1965 is 982.5 on top: 5260.5 in all (printed 5261). Without the share: 4278, and no such line.
    let mut model = model(1, Cycle::Year);
    model.stage("nowhere");
    for (name, amount, payer) in
        [("taxpayers", 1311.0, "state"), ("programme", 654.0, "municipality"), ("others", 2313.0, "household")]
    {
        model.known(name, amount);
        model.cost(name, Per::Once { when: 2020, lifetime: None }, &[], name).payer = payer.into();
    }
    add_policy(&mut model, "without", |policy| policy.costs.clear());
    let results = results_of(&model);
    close(value(&results, "without/saving/society/all"), 4278.0);
    assert!(results.rows.iter().all(|row| !row.key.id().contains("deadweight")));
    model.known("taxes", 0.5);
    model.policies[1].known("taxes", 0.5);
    for policy in &mut model.policies {
        policy.deadweight = Some(read("taxes"));
    }
    let results = results_of(&model);
    close(value(&results, "without/saving/public/all"), 1965.0);
    close(value(&results, "without/saving/deadweight/all"), 982.5);
    close(value(&results, "without/saving/society/all"), 5260.5);
    agree(&model);
}

#[test]
fn what_the_state_takes_in_spares_society_the_cost_of_taxes() {
    // A fine of 50 paid by 100 people is nothing to society by itself; at 20 % it spares 1000 of taxes' own cost.
    let mut model = model(1, Cycle::Year);
    model.known("people", 100.0);
    model.known("fine", 50.0);
    model.known("taxes", 0.2);
    model.stage("caught").initial("people").next(&[("fined", "rest")]);
    model.stage("fined");
    let line = model.cost("fine", Per::Entry, &["fined"], "fine");
    (line.payer, line.payee) = ("household".into(), Some("state".into()));
    model.policy().deadweight = Some(read("taxes"));
    let results = results_of(&model);
    close(value(&results, "baseline/cost/public/all"), -5000.0);
    close(value(&results, "baseline/cost/society/all"), -1000.0);
    agree(&model);
}

#[test]
fn a_saving_buys_what_it_is_divided_by() {
    // A tenth of 1000 people at 6000 a year for three years: 1 800 000. Treatment at 500 a person and year: 3600 person
    // years. The other way round it would have bought as many.
    let mut model = wings(0.0, Cycle::Year, 3, 1);
    model.known("treatment_day", 500.0 / YEAR);
    let unit = Unit { text: "person year".into(), dimensions: Dimensions::none(), factor: YEAR };
    let (title, about) = (Text::default(), Text::default());
    let buy = Buy { name: "treatment".into(), title, about, price: read("treatment_day"), unit };
    model.buys.insert("treatment".into(), buy);
    add_policy(&mut model, "less", |policy| set(policy, "outside", 0.1));
    let results = results_of(&model);
    close(value(&results, "less/buys/treatment/all"), 3600.0);
    close(value(&results, "less/buys/treatment/all/discounted"), 3600.0);
    // One wing in two years.
    close(value(&results, "less/buys/treatment/all/long_run"), 2.0 * WING / 500.0);
    let all = [results];
    let found = |wanted: Wanted| rows(&all, wanted).filter(|row| row.measure == "buys").count();
    // Average and long run, as it is and discounted; in the summary, and in no other table.
    assert_eq!([tidy::summary as Wanted, tidy::lines, tidy::by_year].map(found), [4, 0, 0]);
    model.policies.swap(0, 1);
    close(value(&results_of(&model), "baseline/buys/treatment/all"), -3600.0);
}

#[test]
fn a_policy_that_is_cheaper_and_better_dominates() {
    let mut model = wings(0.0, Cycle::Year, 3, 1);
    model.outcome("prison_days", Per::Stay, &["prison"], "").better = Some(Better::Less);
    model.outcome("free_days", Per::Stay, &["free"], "").better = Some(Better::More);
    model.outcome("not_said", Per::Stay, &["free"], "");
    add_policy(&mut model, "same", |_| {});
    add_policy(&mut model, "less", |policy| set(policy, "outside", 0.1));
    add_policy(&mut model, "dear", |policy| {
        set(policy, "outside", 0.1);
        // 600 000 a year saved and 700 000 spent on 36 000 days a year: 300 000 for 108 000 days in three years.
        policy.known("support_day", 7000.0 / YEAR);
        policy.cost("support", Per::Stay, &["free"], "support_day");
    });
    let results = results_of(&model);
    let ratios = results.ratios();
    let of = |policy: &str, outcome: &str| {
        ratios.iter().find(|ratio| ratio.policy == policy && ratio.outcome == outcome).map(|ratio| ratio.verdict)
    };
    assert_eq!(of("less", "prison_days"), Some(Standing::Dominates));
    assert_eq!(of("less", "free_days"), Some(Standing::Dominates));
    assert_eq!(of("same", "prison_days"), Some(Standing::NotApplicable));
    assert_eq!(of("less", "not_said"), None);
    for outcome in ["prison_days", "free_days"] {
        match of("dear", outcome) {
            Some(Standing::CostsPerUnitGained(ratio)) => close(ratio, 300_000.0 / 108_000.0),
            other => panic!("{other:?}"),
        }
    }
    assert!(ratios.iter().all(|ratio| ratio.verdict.ratio().is_none_or(|ratio| ratio > 0.0)));
}

#[test]
fn an_investment_with_a_lifetime_and_the_wings_that_it_closes() {
    // Offices for 500 000 over ten years, a training of 30 000 once; 250 people fewer close two wings from year two.
    let mut model = wings(0.0, Cycle::Year, 4, 1);
    add_policy(&mut model, "services", |policy| {
        set(policy, "outside", 0.25);
        policy.known("offices", 500_000.0);
        policy.known("training", 30_000.0);
        let over_ten = Per::Once { when: 2020, lifetime: Some(10.0 * YEAR) };
        policy.cost("offices", over_ten, &[], "offices").basis = Basis::Fixed;
        policy.cost("training", Per::Once { when: 2021, lifetime: None }, &[], "training").basis = Basis::Fixed;
    });
    let results = results_of(&model);
    let long_run = |year: &str| value(&results, &format!("services/saving/public/{year}/long_run"));
    close(long_run("2020"), -50_000.0);
    close(long_run("2021"), 2.0 * WING - 50_000.0 - 30_000.0);
    close(long_run("2022"), 2.0 * WING - 50_000.0);
    close(long_run("all"), 3.0 * 2.0 * WING - 4.0 * 50_000.0 - 30_000.0);
    agree(&model);
}

#[test]
fn the_life_of_a_fine() {
    // 1000 fines of 100: 60 % are paid at once, 30 % of the others through a bailiff who costs 25 a case, half of the rest
    // become ten days in prison at 40, the rest is written off. Paid: 600 + 120 = 720; bailiff 400; prison 140.
    let mut model = model(1, Cycle::Month);
    for (name, number) in [
        ("people", 1000.0),
        ("fine", 100.0),
        ("paid", 0.6),
        ("collected", 0.3),
        ("half", 0.5),
        ("bailiff", 25.0),
        ("day", 40.0),
        ("ten_days", 10.0),
    ] {
        model.known(name, number);
    }
    model.stage("fined").initial("people").next(&[("paid", "paid"), ("bailiff", "rest")]);
    model.stage("bailiff").next(&[("paid", "collected"), ("not_found", "rest")]);
    model.stage("not_found").next(&[("prison", "half"), ("written_off", "rest")]);
    model.stage("prison").stay("ten_days").next(&[("over", "rest")]);
    for end in ["paid", "written_off", "over"] {
        model.stage(end);
    }
    let line = model.cost("fine", Per::Entry, &["paid"], "fine");
    (line.payer, line.payee) = ("household".into(), Some("state".into()));
    model.cost("bailiff", Per::Entry, &["bailiff"], "bailiff");
    model.cost("prison", Per::Stay, &["prison"], "day");
    let results = results_of(&model);
    close(value(&results, "baseline/cost/fine/all"), 72_000.0);
    close(value(&results, "baseline/cost/bailiff/all"), 10_000.0);
    close(value(&results, "baseline/entries/written_off/all"), 140.0);
    // Ten days in cycles of thirty: a third of 140 people is there at the first point after.
    close(value(&results, "baseline/entries/prison/all"), 140.0);
    close(value(&results, "baseline/cost/prison/all"), 140.0 * 10.0 * 40.0);
    close(value(&results, "baseline/cost/public/all"), 10_000.0 + 56_000.0 - 72_000.0);
    agree(&model);
}

#[test]
fn cumulative_penalties_are_lines_on_one_stage() {
    // A conviction brings a fine, a ban and costs of the court together.
    let mut model = model(1, Cycle::Year);
    for (name, number) in [("people", 10.0), ("fine", 300.0), ("ban", 50.0), ("fee", 20.0)] {
        model.known(name, number);
    }
    model.stage("charged").initial("people").next(&[("convicted", "rest")]);
    model.stage("convicted");
    for (name, payee) in [("fine", Some("state")), ("fee", Some("municipality")), ("ban", None)] {
        let line = model.cost(name, Per::Entry, &["convicted"], name);
        line.payee = payee.map(str::to_owned);
        if payee.is_some() {
            line.payer = "household".into();
        }
    }
    let results = results_of(&model);
    close(value(&results, "baseline/cost/payer:household/all"), 10.0 * 320.0);
    close(value(&results, "baseline/cost/public/all"), 10.0 * (50.0 - 320.0));
    close(value(&results, "baseline/cost/society/all"), 10.0 * 50.0);
}

#[test]
fn time_on_remand_is_credited_against_the_sentence() {
    // Remand of 60 days; sentences of 45 and 150 days leave max(0, sentence − remand) = 0 and 90 days to serve.
    for (sentence, to_serve) in [(45.0, 0.0), (150.0, 90.0)] {
        let mut model = model(2, Cycle::Month);
        for (name, number) in
            [("people", 100.0), ("remand", 60.0), ("sentence", sentence), ("nothing", 0.0), ("day", 10.0)]
        {
            model.known(name, number);
        }
        let rest = Formula::Difference(Box::new(read("sentence")), Box::new(read("remand")));
        model.parameter("to_serve", Value::Formula(Formula::Larger(Box::new(rest), Box::new(read("nothing")))));
        model.stage("arrested").initial("people").next(&[("remand", "rest")]);
        model.stage("remand").stay("remand").next(&[("prison", "rest")]);
        model.stage("prison").stay("to_serve").next(&[("over", "rest")]);
        model.stage("over");
        model.cost("prison", Per::Stay, &["prison"], "day");
        model.cost("remand", Per::Stay, &["remand"], "day");
        let results = results_of(&model);
        close(value(&results, "baseline/cost/prison/all"), 100.0 * to_serve * 10.0);
        close(value(&results, "baseline/entries/over/all"), 100.0);
        agree(&model);
    }
}
