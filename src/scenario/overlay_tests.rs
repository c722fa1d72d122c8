//! Policies, variants and values from the command line, laid over the town.

use super::testing::{TOWN, blocks, model, read, town, tree};
use super::{Scenario, load, set};
use crate::model::{Count, Formula, Grade, Model, Policy, Share, Value};
use crate::text::{Files, Place, Problems};

fn policy<'a>(model: &'a Model, name: &str) -> &'a Policy {
    model.policies.iter().find(|policy| policy.name == name).unwrap()
}

/// The ways out of a stage with the names of their shares.
fn ways(policy: &Policy, stage: &str) -> Vec<(String, String)> {
    let share = |share: &Share| match share {
        Share::Of(Formula::Read(operand)) => operand.to_string(),
        Share::Of(_) => "formula".to_owned(),
        Share::Rest => "rest".to_owned(),
    };
    policy.stages[stage].next.iter().map(|branch| (branch.to.clone(), share(&branch.share))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn a_fork_takes_over_the_people_and_the_ways_that_lead_to_the_stage() {
    let model = model(TOWN);
    let care = policy(&model, "care");
    assert_eq!(ways(care, "offer_of_care"), pairs(&[("care", "offered"), ("caught", "rest")]));
    assert_eq!(care.stages["offer_of_care"].count, Some(Count::NewPeopleOf("caught".to_owned())));
    assert_eq!(care.stages["caught"].count, None);
    assert_eq!(care.stages["at_risk"].each[0].to, "offer_of_care");
    assert_eq!(care.stages["offer_of_care"].title.in_language("en"), "Offer of care");
}

#[test]
fn who_leaves_the_policys_own_stage_is_not_offered_it_again() {
    let model = model(TOWN);
    assert_eq!(ways(policy(&model, "care"), "care"), pairs(&[("caught", "share_prison"), ("at_risk", "rest")]));
}

#[test]
fn of_two_forks_before_one_stage_people_meet_the_first_listed_first() {
    let model = model(&town(&[(
        r#"divert = [{ before = "caught", to = "care", share = "offered" }]"#,
        r#"divert = [{ before = "caught", to = "talk", share = "offered" }, { before = "caught", to = "care", share = "offered" }]
stage.talk = { next = "at_risk" }"#,
    )]));
    let care = policy(&model, "care");
    assert_eq!(ways(care, "offer_of_talk"), pairs(&[("talk", "offered"), ("offer_of_care", "rest")]));
    assert_eq!(ways(care, "offer_of_care"), pairs(&[("care", "offered"), ("caught", "rest")]));
    assert_eq!(care.stages["offer_of_talk"].count, Some(Count::NewPeopleOf("caught".to_owned())));
    assert_eq!(care.stages["offer_of_care"].count, None);
}

#[test]
fn keys_merge_but_next_is_replaced_whole() {
    let model = model(&town(&[(
        "[policy.care]",
        "[policy.lenient.stage.caught]\nnext = { fined = \"share_fined\", let_go = \"rest\" }\n\n[policy.care]",
    )]));
    let lenient = policy(&model, "lenient");
    assert_eq!(ways(lenient, "caught"), pairs(&[("fined", "share_fined"), ("let_go", "rest")]));
    assert!(matches!(lenient.stages["caught"].count, Some(Count::Entries(_))));
}

#[test]
fn value_and_source_are_replaced_together_and_the_unit_stays() {
    let model = model(&town(&[(
        "[policy.care]",
        "[policy.cheap.parameter.fine]\nrange = [100, 200]\nassumption = \"a bill in parliament\"\n\n[policy.care]",
    )]));
    let fine = &policy(&model, "cheap").parameters["fine"];
    assert_eq!(fine.unit.text, "GEL/person");
    assert!(matches!(fine.value, Value::Uncertain(_)));
    let evidence = fine.evidence.as_ref().unwrap();
    assert_eq!((evidence.grade, evidence.source.as_deref()), (Grade::Assumption, None));
    assert_eq!(model.baseline().parameters["fine"].value, Value::Known(500.0));
}

#[test]
fn a_value_without_source_is_refused_in_a_policy() {
    let (model, problems, files) =
        read(&town(&[("[policy.care]", "[policy.cheap]\nparameter.fine.value = 100\n\n[policy.care]")]), None);
    assert!(model.is_none());
    assert!(blocks(&problems, &files).contains("error[E0310]: parameter.fine: the number has no source"));
}

#[test]
fn a_value_without_source_in_a_variant_is_the_variants_assumption() {
    let text = town(&[(
        "[policy.care]",
        "[variant.low]\nabout = \"Half the fine\"\nparameter.fine.value = 250\n\n[policy.care]",
    )]);
    let (model, problems, files) = read(&text, Some("low"));
    let model = model.unwrap_or_else(|| panic!("{}", blocks(&problems, &files)));
    for policy in &model.policies {
        let fine = &policy.parameters["fine"];
        assert_eq!(fine.value, Value::Known(250.0));
        assert_eq!(fine.evidence.as_ref().unwrap().assumption.as_deref(), Some("variant low: Half the fine"));
    }
}

#[test]
fn a_variant_wins_over_a_policy_and_can_change_settings() {
    let text = town(&[(
        "[policy.care]",
        "[variant.v]\nabout = \"Other\"\nscenario.years = 7\nparameter.offered = \"10 % | assumption: few\"\n\n[policy.care]\nparameter.offered = \"90 % | assumption: many\"",
    )]);
    let (model, problems, files) = read(&text, Some("v"));
    let model = model.unwrap_or_else(|| panic!("{}", blocks(&problems, &files)));
    assert_eq!(model.settings.years, 7);
    assert_eq!(policy(&model, "care").parameters["offered"].value, Value::Known(10.0 * 0.01));
}

#[test]
fn dropping_removes_a_line_from_one_policy_only() {
    let model = model(&town(&[("divert = [", "drop = [\"cost.fine\"]\ndivert = [")]));
    assert!(!policy(&model, "care").costs.contains_key("fine"));
    assert!(model.baseline().costs.contains_key("fine"));
}

#[test]
fn a_policy_without_changes_equals_the_baseline() {
    let model = model(&town(&[("[policy.care]", "[policy.same]\nabout = \"Nothing changes\"\n\n[policy.care]")]));
    let same = policy(&model, "same");
    assert_eq!(same.parameters, model.baseline().parameters);
    assert_eq!(same.stages, model.baseline().stages);
    assert_eq!(same.costs, model.baseline().costs);
}

const TWO: &str = r#"[policy.a]
parameter.fine = "300 GEL/person | official: law"

[policy.b]
cost.fine.category = "money"

[policy.care]"#;

fn combined(name: &str, text: &str) -> (Option<Model>, String) {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let tree = tree(text, &mut files, &mut problems).unwrap();
    let place = Place { file: files.add("--policy", name), start: 0, end: name.len() };
    let reading = super::read::model(&tree, &[], &[(name.to_owned(), place)]);
    let text = blocks(&reading.problems, &files);
    (reading.model, text)
}

#[test]
fn combining_policies_commutes() {
    let text = town(&[("[policy.care]", TWO)]);
    let (one, _) = combined("a+b", &text);
    let (other, _) = combined("b + a", &text);
    let one = one.unwrap();
    assert_eq!(Some(&one), other.as_ref());
    let both = policy(&one, "a+b");
    assert_eq!(both.parameters["fine"].value, Value::Known(300.0));
    assert_eq!(both.costs["fine"].category, "money");
}

#[test]
fn a_clash_is_settled_by_a_policy_with_the_name_of_the_combination() {
    let clash = TWO.replace("cost.fine.category = \"money\"", "parameter.fine = \"200 GEL/person | official: law\"");
    let text = town(&[("[policy.care]", &clash)]);
    let (model, problems) = combined("a+b", &text);
    assert!(model.is_none());
    assert!(problems.contains("error[E0701]: policies `a` and `b` set `parameter.fine` to different values"));
    assert!(problems.contains("set `parameter.fine` under [policy.\"a+b\"]"));
    let settled = format!("{text}\n[policy.\"a+b\"]\nparameter.fine = \"100 GEL/person | official: law\"\n");
    let (model, problems) = combined("b+a", &settled);
    let model = model.unwrap_or_else(|| panic!("{problems}"));
    assert_eq!(policy(&model, "a+b").parameters["fine"].value, Value::Known(100.0));
}

#[test]
fn what_settles_two_policies_settles_them_among_more() {
    let three = r#"[policy.a]
parameter.fine = "300 GEL/person | official: law"

[policy.b]
parameter.fine = "200 GEL/person | official: law"

[policy.c]
cost.fine.category = "money"

[policy.care]"#;
    let text = town(&[("[policy.care]", three)]);
    let (_, problems) = combined("a+b+c", &text);
    assert!(problems.contains("set `parameter.fine` under [policy.\"a+b\"]"), "{problems}");
    let settled = format!("{text}\n[policy.\"b+a\"]\nparameter.fine = \"100 GEL/person | official: law\"\n");
    let (model, problems) = combined("c+a+b", &settled);
    let model = model.unwrap_or_else(|| panic!("{problems}"));
    let all = policy(&model, "a+b+c");
    assert_eq!(all.parameters["fine"].value, Value::Known(100.0));
    assert_eq!(all.costs["fine"].category, "money");
    // A third that sets the key to another value again is settled for all three.
    let again = settled.replace("cost.fine.category = \"money\"", "parameter.fine = \"50 GEL/person | official: law\"");
    let (model, problems) = combined("a+b+c", &again);
    assert!(model.is_none() && problems.contains("under [policy.\"a+b+c\"]"), "{problems}");
}

#[test]
fn extending_several_policies_takes_all_their_changes() {
    let text = town(&[("[policy.care]", TWO)]) + "\n[policy.all]\nextends = [\"a\", \"b\", \"care\"]\n";
    let model = model(&text);
    let all = policy(&model, "all");
    assert_eq!(all.parameters["fine"].value, Value::Known(300.0));
    assert_eq!(all.costs["fine"].category, "money");
    assert!(all.stages.contains_key("offer_of_care") && all.costs.contains_key("care"));
}

fn with_set(sets: &[&str]) -> Result<Model, String> {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let tree = tree(TOWN, &mut files, &mut problems).unwrap();
    let overlays: Vec<_> = sets.iter().filter_map(|text| set::read(text, &tree, &mut files, &mut problems)).collect();
    if problems.any_errors() {
        return Err(blocks(&problems, &files));
    }
    let scenario = Scenario::from_tree(tree);
    let case = load::Case::default();
    scenario.model_with(&case, None, &overlays).map_err(|problems| blocks(&problems, &files))
}

#[test]
fn a_value_set_on_the_command_line_is_an_assumption_and_wins_everywhere() {
    let model = with_set(&["prison_day=90 GEL/person/week", "offered=0.3"]).unwrap();
    for policy in &model.policies {
        let price = &policy.parameters["prison_day"];
        assert_eq!((price.value.clone(), price.unit.text.as_str()), (Value::Known(90.0), "GEL/person/week"));
        assert_eq!(price.evidence.as_ref().unwrap().assumption.as_deref(), Some("set on the command line"));
        // Percentages are pure numbers everywhere but in the text.
        assert_eq!(policy.parameters["offered"].value, Value::Known(0.3));
    }
}

#[test]
fn a_value_can_be_set_for_one_policy() {
    let model = with_set(&["policy.care.fine=100"]).unwrap();
    assert_eq!(policy(&model, "care").parameters["fine"].value, Value::Known(100.0));
    assert_eq!(model.baseline().parameters["fine"].value, Value::Known(500.0));
}

#[test]
fn percentages_and_ranges_can_be_set() {
    let model = with_set(&["offered=20 to 40 %", "fine=300 to 400"]).unwrap();
    let quantile = |name: &str, u: f64| match &model.baseline().parameters[name].value {
        Value::Uncertain(distribution) => distribution.quantile(u),
        _ => panic!("{name} is not uncertain"),
    };
    assert!((quantile("offered", 0.05) - 0.2).abs() < 1e-6 && (quantile("offered", 0.95) - 0.4).abs() < 1e-6);
    assert!((quantile("fine", 0.05) - 300.0).abs() < 1e-6 && (quantile("fine", 0.95) - 400.0).abs() < 1e-6);
}

#[test]
fn a_fork_keeps_the_arrivals_that_the_policy_changes() {
    let model = model(&town(&[
        ("entries = \"people\"", "arrivals = \"people\", new_only = true"),
        (
            "divert = [",
            "parameter.fewer = \"600 person/year | assumption: half\"\nstage.caught.arrivals = \"fewer\"\ndivert = [",
        ),
    ]));
    let fork = &policy(&model, "care").stages["offer_of_care"];
    assert_eq!(fork.count, Some(Count::Arrivals(crate::model::Operand::whole("fewer"))));
}

#[test]
fn an_unknown_name_on_the_command_line_gets_the_nearest() {
    let text = with_set(&["prisn_day=90"]).unwrap_err();
    assert!(text.contains("error[E0708]: no parameter called `prisn_day`"), "{text}");
    assert!(text.contains("did you mean `prison_day`?"), "{text}");
}

#[test]
fn a_bare_number_laid_over_a_percentage_is_a_pure_number() {
    let text = TOWN.replace(
        "[policy.care]",
        "[policy.half]\nabout = \"Half\"\nparameter.offered = { value = 0.5, assumption = \"half\", grade = \"assumption\" }\n\n[policy.care]",
    );
    let model = model(&text);
    let offered = &policy(&model, "half").parameters["offered"];
    assert_eq!((offered.value.clone(), offered.unit.factor), (Value::Known(0.5), 1.0));
}
