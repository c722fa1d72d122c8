//! No text makes the readers panic.

use super::testing::{TOWN, read};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_truncated_scenario_never_panics(end in 0..TOWN.len()) {
        let end = (0..=end).rev().find(|end| TOWN.is_char_boundary(*end)).unwrap_or(0);
        read(&TOWN[..end], None);
    }

    #[test]
    fn a_scenario_with_changed_bytes_never_panics(changes in prop::collection::vec((0..TOWN.len(), 32u8..127), 1..6)) {
        let mut bytes = TOWN.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if let Ok(text) = String::from_utf8(bytes) {
            read(&text, None);
        }
    }

    #[test]
    fn a_scenario_with_lines_left_out_or_twice_never_panics(lines in prop::collection::vec((0..TOWN.lines().count(), any::<bool>()), 1..5)) {
        let mut text: Vec<&str> = TOWN.lines().collect();
        for (at, twice) in lines {
            let at = at.min(text.len() - 1);
            if twice {
                text.insert(at, text[at]);
            } else {
                text.remove(at);
            }
        }
        read(&text.join("\n"), None);
    }

    #[test]
    fn a_scenario_with_values_exchanged_never_panics(from in 0..200usize, to in 0..200usize) {
        let values: Vec<&str> = TOWN.split('"').collect();
        let (from, to) = (from % values.len(), to % values.len());
        let mut changed = values.clone();
        changed[to] = values[from];
        read(&changed.join("\""), None);
    }
}

fn with_parameters(lines: &str) -> Vec<crate::codes::Code> {
    let text = TOWN.replace("[stage]", &format!("{lines}\n[stage]"));
    let (_, problems, _) = read(&text, None);
    problems.sorted().into_iter().map(|problem| problem.code).collect()
}

#[test]
fn a_long_row_of_formulas_is_refused_and_does_not_overflow_the_stack() {
    let mut lines = "z0 = \"1 1 | official: law\"\n".to_owned();
    // In the order of need and against it.
    for number in (1..3000).rev() {
        lines += &format!("z{number} = \"= z{} + 1\"\n", number - 1);
    }
    assert!(with_parameters(&lines).contains(&crate::codes::Code::TooDeep));
    let mut lines = "y0 = \"1 1 | official: law\"\n".to_owned();
    for number in 1..3000 {
        lines += &format!("y{number} = \"= y{} + 1\"\n", number - 1);
    }
    assert!(with_parameters(&lines).contains(&crate::codes::Code::TooDeep));
}

#[test]
fn formulas_that_double_take_no_time() {
    let mut lines = "x0 = \"1 1 | official: law\"\n".to_owned();
    for number in 1..90 {
        lines += &format!("x{number} = \"= x{0} + x{0}\"\n", number - 1);
    }
    lines += "halved = \"= 0.2 * x0 + 0 * x89\"\n";
    let text = TOWN
        .replace("[stage]", &format!("{lines}\n[stage]"))
        .replace("share = \"offered\"", "share = \"halved\"")
        .replace("offered      = \"40 % | assumption: not tried yet\"\n", "");
    let (model, problems, files) = read(&text, None);
    assert!(model.is_some(), "{}", super::testing::blocks(&problems, &files));
}
