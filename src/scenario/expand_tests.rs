use super::expand;
use crate::codes::Code;
use crate::text::{Files, Node, Problems, Value, parse};

fn expanded(text: &str) -> (Files, Node, Problems) {
    let mut files = Files::default();
    let file = files.add("city.toml", text);
    let mut problems = Problems::default();
    let mut tree = parse(file, &files, &mut problems).expect("the text is TOML");
    expand(&mut tree, &files, &mut problems);
    (files, tree, problems)
}

/// What a one-line parameter turns into, one line for each key, with the text that the place of the value covers.
fn table_of(line: &str) -> String {
    let (files, tree, problems) = expanded(&format!("[parameter]\nx = \"{line}\"\n"));
    let blocks: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
    assert!(problems.is_empty(), "{}", blocks.join("\n"));
    let table = tree.at(&["parameter", "x"]).unwrap().as_table().unwrap();
    let entry = |(key, node): (&String, &Node)| format!("{key} = {} <{}>", written(node), files.slice(node.place));
    table.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn written(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => format!("{number:?}"),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let entries = table.iter().map(|(key, node)| format!("{key} = {}", written(node)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

#[test]
fn every_one_line_form_becomes_a_table_whose_pieces_keep_their_places() {
    let cases = [
        (
            "8.43 hour/person | study: nida p. 2 | Hours of police",
            "value = 8.43 <8.43>\nunit = hour/person <hour/person>\ngrade = study <study>\nsource = nida <nida>\n\
             at = p. 2 <p. 2>\nabout = Hours of police <Hours of police>",
        ),
        (
            "4 to 9 GEL/hour | assumption: no wage: found",
            "range = [4, 9] <4 to 9>\nunit = GEL/hour <GEL/hour>\ngrade = assumption <assumption>\n\
             assumption = no wage: found <no wage: found>",
        ),
        ("10..45 day", "limits = [10, 45] <10..45>\nunit = day <day>"),
        ("14138 of 37503", "observed = {events = 14138, trials = 37503} <14138 of 37503>"),
        ("45 %", "value = 45 <45>\nunit = % <%>"),
        ("45%", "value = 45 <45>\nunit = % <%>"),
        ("20 to 70 %", "range = [20, 70] <20 to 70>\nunit = % <%>"),
        ("20 % to 70 %", "range = [20, 70] <20 % to 70>\nunit = % <%>"),
        ("5 to 40 % in 12 months", "range = [5, 40] <5 to 40>\nunit = % <%>\nin = 12 months <12 months>"),
        ("3 of 20 in 1 year", "observed = {events = 3, trials = 20} <3 of 20>\nin = 1 year <1 year>"),
        ("= a / b | Share of a", "formula = a / b <a / b>\nabout = Share of a <Share of a>"),
        (
            "unknown, 3 to 25 hour/person",
            "unknown = true <unknown>\nrange = [3, 25] <3 to 25>\nunit = hour/person <hour/person>",
        ),
        ("1 500 GEL", "value = 1500 <1 500>\nunit = GEL <GEL>"),
        ("12 500.5 to 1_234_567 GEL", "range = [12500.5, 1234567] <12 500.5 to 1_234_567>\nunit = GEL <GEL>"),
        ("-0.2 1", "value = -0.2 <-0.2>\nunit = 1 <1>"),
        (
            "2.5e3 GEL/person | expert: ministry, table 4",
            "value = 2500.0 <2.5e3>\nunit = GEL/person <GEL/person>\ngrade = expert <expert>\n\
             source = ministry <ministry>\nat = table 4 <table 4>",
        ),
    ];
    for (line, table) in cases {
        assert_eq!(table_of(line), table, "{line}");
    }
}

#[test]
fn a_line_with_escapes_is_pointed_at_as_a_whole() {
    let (files, tree, problems) = expanded("[parameter]\nx = \"5 GEL | study: nida | caf\\u00e9\"\n");
    assert!(problems.is_empty());
    let about = tree.at(&["parameter", "x", "about"]).unwrap();
    assert_eq!(about.as_text(), Some("café"));
    assert_eq!(files.slice(about.place), "\"5 GEL | study: nida | caf\\u00e9\"");
}

#[test]
fn parameters_of_policies_and_variants_are_expanded_too() {
    let text = "[policy.p]\nparameter.x = \"5 GEL\"\nstage.a.next = \"b\"\n\
                [variant.v.policy.p.parameter]\ny = \"= x * 2\"\n[stage]\nc = { next = \"d\" }\n";
    let (files, tree, problems) = expanded(text);
    assert!(problems.is_empty());
    assert_eq!(written(tree.at(&["policy", "p", "parameter", "x"]).unwrap()), "{value = 5, unit = GEL}");
    assert_eq!(written(tree.at(&["variant", "v", "policy", "p", "parameter", "y"]).unwrap()), "{formula = x * 2}");
    assert_eq!(written(tree.at(&["policy", "p", "stage", "a", "next"]).unwrap()), "{b = rest}");
    let rest = tree.at(&["stage", "c", "next", "d"]).unwrap();
    assert_eq!((written(rest), files.slice(rest.key)), ("rest".to_owned(), "d"));
}

#[test]
fn quantiles_can_be_written_without_quotes() {
    let (_, tree, _) =
        expanded("[parameter]\nx = { distribution = { lognormal = { quantiles = { 0.05 = 6, 0.95 = 20 } } } }\n");
    let quantiles = tree.at(&["parameter", "x", "distribution", "lognormal", "quantiles"]).unwrap();
    assert_eq!(written(quantiles), "{0.05 = 6, 0.95 = 20}");
}

#[track_caller]
fn refused(line: &str, code: Code, block: &str) {
    let (files, _, problems) = expanded(&format!("[parameter]\nx = {line}\n"));
    let found: Vec<_> = problems.sorted();
    assert_eq!(found.len(), 1, "{line}");
    assert_eq!(found[0].code, code);
    assert_eq!(found[0].block(&files, false).trim(), block.trim());
}

#[test]
fn a_decimal_comma_is_refused_with_the_number_to_write() {
    refused(
        "\"8,43 hour/person | study: nida\"",
        Code::BadShortForm,
        r#"
error[E0301]: parameter.x: numbers have a decimal point, not a comma
 --> city.toml:2:6
  |
2 | x = "8,43 hour/person | study: nida"
  |      ^^^^ a comma
  |
  = help: write `8.43`
"#,
    );
}

#[test]
fn a_number_alone_is_refused_with_the_line_to_write() {
    refused(
        "500",
        Code::WrongType,
        r#"
error[E0103]: parameter.x: a number needs a unit and a source
 --> city.toml:2:5
  |
2 | x = 500
  |     ^^^ only a number
  |
  = help: write `x = "500 UNIT | study: SOURCE p. 12"`
  = help: or, if nothing is published, `x = "500 UNIT | assumption: why"`
"#,
    );
}

#[test]
fn a_dash_between_numbers_is_refused_because_it_does_not_say_what_the_ends_are() {
    refused(
        "\"4–9 GEL/hour\"",
        Code::BadShortForm,
        r#"
error[E0301]: parameter.x: `4–9` does not say what its ends are
 --> city.toml:2:7
  |
2 | x = "4–9 GEL/hour"
  |       ^ a dash
  |
  = help: for a 90 % interval write `4 to 9`
  = help: for hard limits write `4..9`
"#,
    );
}

#[test]
fn a_source_without_a_grade_is_refused() {
    refused(
        "\"4 GEL | nida p. 3\"",
        Code::BadShortForm,
        r#"
error[E0301]: parameter.x: the second field says how good the number is and where it is from
 --> city.toml:2:14
  |
2 | x = "4 GEL | nida p. 3"
  |              ^^^^^^^^^ no grade
  |
  = help: write the grade before the source, such as `study: nida`
  = help: grades: official, study, press, expert, assumption
"#,
    );
}

#[test]
fn other_lines_that_cannot_be_read_say_why() {
    let cases = [
        ("", "there is no value"),
        ("about 5 GEL", "there is no number where one is needed"),
        ("5 | study: nida", "the number has no unit"),
        ("5 GEL|study: nida", "a bar needs a blank on both sides"),
        ("5 GEL | study:", "there is no source after the grade"),
        ("5 GEL | assumption:", "an assumption says why"),
        ("= a / b | study: nida", "a formula has the sources of its parts"),
        ("=", "there is no formula after `=`"),
        ("unknown", "a gap needs a wide range"),
        ("3 of 20 people", "`events of trials` is a share and has no unit"),
        ("5 % in", "there is no window after `in`"),
        ("4 to GEL", "there is no number where one is needed"),
        ("1e999 GEL", "the number is too large"),
    ];
    for (line, why) in cases {
        let (_, _, problems) = expanded(&format!("[parameter]\nx = \"{line}\"\n"));
        let found = problems.sorted();
        assert_eq!(found.len(), 1, "{line}");
        assert!(found[0].message.contains(why), "{line}: {}", found[0].message);
        assert_eq!(found[0].code, Code::BadShortForm);
    }
}

proptest::proptest! {
    #[test]
    fn no_line_whatever_makes_expansion_panic(line in "[0-9a-z .,|:=%_+\\-−–…\u{a0}éto of in unknown]{0,40}") {
        let mut files = Files::default();
        let file = files.add("x", format!("[parameter]\nx = '{line}'\n"));
        let mut problems = Problems::default();
        if let Some(mut tree) = parse(file, &files, &mut problems) {
            expand(&mut tree, &files, &mut problems);
        }
        problems.sorted().iter().for_each(|problem| { problem.block(&files, false); });
    }
}
