use super::*;
use crate::scenario::expand::expand;

fn formatted(text: &str, form: Form) -> String {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    format(text, "city.toml", form, &mut files, &mut problems).unwrap_or_else(|| panic!("{:?}", problems.sorted()))
}

fn meaning(text: &str) -> serde_json::Value {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let file = files.add("city.toml", text.trim_start_matches('\u{feff}'));
    let mut tree = parse(file, &files, &mut problems).unwrap();
    expand(&mut tree, &files, &mut problems);
    plain(&tree)
}

const BOTH: [(&str, &str); 10] = [
    (
        "\"8.43 hour/person | study: nida\"",
        "{ value = 8.43, unit = \"hour/person\", grade = \"study\", source = \"nida\" }",
    ),
    (
        "\"4 to 9 GEL/hour | assumption: no \\\"wage\\\" | Wage\"",
        "{ range = [4, 9], unit = \"GEL/hour\", grade = \"assumption\", assumption = \"no \\\"wage\\\"\", about = \"Wage\" }",
    ),
    (
        "\"10..45 day | official: code art. 45 | Arrest\"",
        "{ limits = [10, 45], unit = \"day\", grade = \"official\", source = \"code\", at = \"art. 45\", about = \"Arrest\" }",
    ),
    (
        "\"14138 of 37503 | press: cbw\"",
        "{ observed = { events = 14138, trials = 37503 }, grade = \"press\", source = \"cbw\" }",
    ),
    (
        "\"5 to 40 % in 12 months | assumption: x\"",
        "{ range = [5, 40], unit = \"%\", in = \"12 months\", grade = \"assumption\", assumption = \"x\" }",
    ),
    ("\"= a / b\"", "{ formula = \"a / b\" }"),
    ("\"= a / b | Share\"", "{ formula = \"a / b\", about = \"Share\" }"),
    (
        "\"unknown, 3 to 25 hour/person | assumption: nobody knows\"",
        "{ unknown = true, range = [3, 25], unit = \"hour/person\", grade = \"assumption\", assumption = \"nobody knows\" }",
    ),
    ("\"5 GEL\"", "{ value = 5, unit = \"GEL\" }"),
    ("\"5 GEL | | A fine\"", "{ value = 5, unit = \"GEL\", about = \"A fine\" }"),
];

#[test]
fn each_form_is_written_in_the_other() {
    for (short, long) in BOTH {
        let file = |value: &str| format!("\u{feff}# head\r\n[parameter] # all\r\n  x  =  {value}  # why\r\ny = 1\r\n");
        assert_eq!(formatted(&file(short), Form::Long), file(long));
        assert_eq!(formatted(&file(long), Form::Short), file(short));
        assert_eq!(formatted(&file(short), Form::Short), file(short));
        assert_eq!(formatted(&file(long), Form::Long), file(long));
        assert_eq!(meaning(&file(long)), meaning(&file(short)));
    }
}

#[test]
fn what_has_no_other_form_stays() {
    for value in [
        "{ value = 5, unit = \"GEL\", quote = \"five\" }",
        "{ value = 5 }",
        "{ range = [5, 9], level = 0.8, unit = \"GEL\" }",
        "{ formula = \"a\", unit = \"GEL\" }",
        "{ value = 5, unit = \"GEL\", source = \"a\" }",
        "{ value = 5, unit = \"GEL\", grade = \"study\", source = \"two words\" }",
        "{ value = 5, unit = \"GEL | x\" }",
        "{ value = 0x10, unit = \"GEL\" }",
        "{ value = 5, unit = \"GEL\", grade = \"assumption\", assumption = \"a | b\" }",
        "{ value = 5, unit = \"GEL\", about = { en = \"a\" } }",
        "{ unknown = false, value = 5, unit = \"GEL\" }",
        "{ value = 5, # five\n unit = \"GEL\" }",
        "{ observed = { events = 1, trials = 2, year = 2015 } }",
        "{ shares = { a = 0.5 }, unit = \"1\" }",
    ] {
        let text = format!("[parameter]\nx = {value}\n");
        assert_eq!(formatted(&text, Form::Short), text);
    }
    let spread = "[parameter.x]\nvalue = 5\nunit = \"GEL\"\n[parameter]\ny.value = 4\ny.unit = \"GEL\"\n";
    assert_eq!(formatted(spread, Form::Short), spread);
}

#[test]
fn parameters_of_policies_and_variants_change_too() {
    let long = "[policy.p]\nparameter.x = { value = 5, unit = \"GEL\" }\n[variant.v.policy.p.parameter]\ny = { formula = \"x\" }\n";
    let short = "[policy.p]\nparameter.x = \"5 GEL\"\n[variant.v.policy.p.parameter]\ny = \"= x\"\n";
    assert_eq!(formatted(long, Form::Short), short);
    assert_eq!(formatted(short, Form::Long), long);
}

#[test]
fn a_line_that_cannot_be_read_stops_the_rewriting() {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let text = "[parameter]\nx = \"8,43 hour\"\n";
    assert_eq!(format(text, "x", Form::Long, &mut files, &mut problems), None);
    assert!(problems.any_errors());
}

proptest::proptest! {
    #[test]
    fn rewriting_keeps_the_meaning_and_twice_is_as_once(
        about in "[a-zé|\"\\\\ :]{0,12}", at in "[a-z0-9|. ]{0,8}", low in 1..5000_i32, tenths in 0..10_i32,
    ) {
        let long = format!(
            "[parameter]\nx = {{ range = [{low}.{tenths}, {low}_999], unit = 'GEL', grade = 'study', source = 's', at = {}, about = {} }}\n",
            quoted(&at), quoted(&about),
        );
        let short = formatted(&long, Form::Short);
        proptest::prop_assert_eq!(meaning(&short), meaning(&long));
        proptest::prop_assert_eq!(&formatted(&short, Form::Short), &short);
        let back = formatted(&short, Form::Long);
        proptest::prop_assert_eq!(meaning(&back), meaning(&long));
        proptest::prop_assert_eq!(&formatted(&back, Form::Long), &back);
    }
}

#[test]
fn parameters_of_a_library_s_host_are_written_in_either_form_too() {
    let short = "[library]\ntitle = \"x\"\n[host.parameter]\nx = \"5 GEL | study: nida\"\n\
                 [host.variant.v.parameter]\ny = \"6 GEL | study: nida\"\n";
    let long = formatted(short, Form::Long);
    assert_eq!(long.matches("unit = \"GEL\"").count(), 2, "{long}");
    assert_eq!(formatted(&long, Form::Short), short);
    assert_eq!(meaning(&long), meaning(short));
}
