//! The representative model as a scenario file: 60 parameters, a number of states, 20 yearly cycles, 4 policies,
//! 80 lines in each.

use std::fmt::Write;

/// Lines in each policy.
pub const LINES: usize = 80;
/// Policies, the baseline included.
pub const POLICIES: usize = 4;
/// Yearly cycles.
pub const CYCLES: usize = 20;

/// The same with few places in one state: whoever finds none stays one state below.
pub fn with_places(states: usize) -> String {
    let text = scenario(states);
    let places = "people = { unit = \"person\", value = 1 }\nplaces = { unit = \"person\", value = 0.01 }\n";
    text.replacen("people = { unit = \"person\", value = 1 }\n", places, 1).replacen(
        "s4 = { ",
        "s4 = { capacity = \"places\", when_full = \"s3\", ",
        1,
    )
}

/// The scenario text for `states` states; `LINES` must be a multiple of it.
pub fn scenario(states: usize) -> String {
    let per_state = LINES / states;
    let mut text = String::from(
        r#"format = 1

[scenario]
title = "Representative model"
country = "ZZZ"
currency = "EUR"
price_year = 2024
start_year = 1
years = 20
cycle = "year"
warm_up = "0 years"
within_cycle = "start"
discount = { money = 0.035, outcomes = 0.0 }
baseline = "policy_0"

[source]
made = { title = "Made to measure speed", publisher = "crimcost", year = 2026 }

[default.parameter]
source = "made"
grade = "expert"

[default.cost]
basis = "average"

[payer]
state = { title = "State", level = "state" }

[parameter]
people = { unit = "person", value = 1 }
"#,
    );
    let mut line = |name: String, unit: &str, form: String| {
        writeln!(text, "{name} = {{ unit = \"{unit}\", {form} }}").expect("writing to a text succeeds");
    };
    for i in 0..12 {
        let (a, b) = (4 + i, 60 + 5 * i);
        line(format!("up_{i}"), "1", format!("in = \"1 year\", distribution = {{ beta = {{ a = {a}, b = {b} }} }}"));
    }
    for i in 0..10 {
        let mode = 0.03 + 0.002 * f64::from(i);
        let form =
            format!("in = \"1 year\", distribution = {{ pert = {{ low = 0.01, mode = {mode:.3}, high = 0.1 }} }}");
        line(format!("down_{i}"), "1", form);
    }
    for i in 0..12 {
        let (shape, mean) = (4 + i, 500 + 100 * i);
        let form = format!("distribution = {{ gamma = {{ mean = {mean}, shape = {shape} }} }}");
        line(format!("price_{i}"), "EUR/person/year", form);
    }
    for i in 0..8 {
        line(format!("use_{i}"), "1", "distribution = { triangular = { low = 0.5, mode = 1, high = 1.8 } }".into());
    }
    for i in 0..6 {
        let form = "distribution = { lognormal = { median = 0.8, sd_log = 0.15 } }";
        line(format!("ratio_{i}"), "1", form.into());
    }
    for i in 0..2 {
        line(format!("index_{i}"), "1", "distribution = { normal = { mean = 1, sd = 0.05 } }".into());
    }
    for i in 0..6 {
        let form = "in = \"1 year\", distribution = { uniform = { low = 0.005, high = 0.02 } }";
        line(format!("die_{i}"), "1", form.into());
    }
    line("first".into(), "1", "counts = { s0 = 8, s1 = 6, s2 = 4, s3 = 2 }".into());
    for a in 1..POLICIES {
        line(format!("programme_{a}"), "EUR", format!("value = {}", 300 * a));
    }
    line("relative".into(), "1", "value = 1".into());
    line("slower".into(), "1", "value = 1".into());
    for i in 0..4 {
        writeln!(text, "start_{i} = \"= people * first.s{i}\"").expect("writing to a text succeeds");
    }
    for i in 0..states - 1 {
        writeln!(text, "rise_{i} = {{ formula = \"up_{} * relative\", in = \"1 year\" }}", i % 12).expect("text");
        if i > 0 {
            writeln!(text, "fall_{i} = {{ formula = \"down_{} * slower\", in = \"1 year\" }}", i % 10).expect("text");
        }
    }
    let (last, before) = (states - 1, states - 2);
    writeln!(text, "end_{before} = {{ formula = \"rise_{before} + die_{}\", in = \"1 year\" }}", before % 6)
        .expect("text");

    text.push_str("\n[[correlate]]\nparameters = [\"ratio_0\", \"ratio_1\", \"ratio_2\", \"ratio_3\", \"ratio_4\", \"ratio_5\"]\n");
    // Rank correlation whose Gaussian copula has the correlation 0.5: 6/π · asin(0.25).
    text.push_str("rank = 0.48258\n\n[stage]\n");
    for i in 0..last {
        let initial = if i < 4 { format!("initial = \"start_{i}\", ") } else { String::new() };
        let fall = if i > 0 { format!("s{} = \"fall_{i}\", ", i - 1) } else { String::new() };
        let out = if i == before {
            format!("s{last} = \"end_{before}\"")
        } else {
            format!("s{} = \"rise_{i}\", s{last} = \"die_{}\"", i + 1, i % 6)
        };
        writeln!(text, "s{i} = {{ {initial}each = {{ {fall}{out} }} }}").expect("text");
    }
    writeln!(text, "s{last} = {{}}\n\n[cost]").expect("text");
    for state in 0..states {
        for k in 0..per_state {
            let amount = format!("price_{} * use_{k} * index_{}", (state + k) % 12, k % 2);
            writeln!(text, "l{state}_{k} = {{ stage = \"s{state}\", per = \"stay\", amount = \"{amount}\", payer = \"state\", category = \"c{k}\" }}").expect("text");
        }
    }
    for a in 1..POLICIES {
        let (ratio, remission) = (a - 1, a + 2);
        writeln!(
            text,
            "\n[policy.policy_{a}]\nabout = \"Arm {a}\"\nparameter.relative = \"= ratio_{ratio}\"\nparameter.slower = \"= 1 / ratio_{remission}\"\ncost.programme = {{ per = \"once\", amount = \"programme_{a}\", payer = \"state\", category = \"programme\", basis = \"fixed\" }}"
        )
        .expect("text");
    }
    text
}
