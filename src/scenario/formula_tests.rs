use super::*;
use crate::text::Files;

fn parsed(text: &str) -> Result<Parsed, Box<Problem>> {
    let mut files = Files::default();
    let file = files.add("x", text);
    parse(text, Place { file, start: 0, end: text.len() })
}

/// The tree with every operation in parentheses.
fn nested(part: &Parsed) -> String {
    match &part.kind {
        Kind::Number(number) => number.to_string(),
        Kind::Name { name, key: None } => name.clone(),
        Kind::Name { name, key: Some(key) } => format!("{name}.{key}"),
        Kind::Negative(inner) => format!("(-{})", nested(inner)),
        Kind::Power(base, power) => format!("({}^{power})", nested(base)),
        Kind::Binary(operator, left, right) => {
            let sign = match operator {
                Operator::Plus => '+',
                Operator::Minus => '-',
                Operator::Times => '*',
                Operator::Over => '/',
            };
            format!("({}{sign}{})", nested(left), nested(right))
        }
        Kind::Call(function, arguments) => {
            format!("{}({})", function.word(), arguments.iter().map(nested).collect::<Vec<_>>().join(","))
        }
    }
}

#[test]
fn signs_bind_as_in_arithmetic() {
    for (text, tree) in [
        ("a + b * c", "(a+(b*c))"),
        ("a - b - c", "((a-b)-c)"),
        ("a / b / c", "((a/b)/c)"),
        ("a / (b * c.d)", "(a/(b*c.d))"),
        ("-a ^ 2", "(-(a^2))"),
        ("a ^ -1 × b", "((a^-1)*b)"),
        ("2 * -a", "(2*(-a))"),
        ("1 − 0.5e-1", "(1-0.05)"),
        ("max(0, 1 - a, b)", "max(0,(1-a),b)"),
        ("with_odds_ratio(p, x.y)", "with_odds_ratio(p,x.y)"),
        ("conditional(path)", "conditional(path)"),
        ("exp(log(a) ÷ 2)", "exp((log(a)/2))"),
    ] {
        assert_eq!(nested(&parsed(text).unwrap()), tree, "{text}");
    }
}

#[test]
fn operands_know_where_they_stand() {
    let text = "people / (tested * sentence.prison)";
    let parsed = parsed(text).unwrap();
    let words: Vec<_> = parsed.names().iter().map(|(_, _, place)| &text[place.start..place.end]).collect();
    assert_eq!(words, ["people", "tested", "sentence.prison"]);
    let Kind::Binary(_, _, divisor) = &parsed.kind else { panic!("a quotient") };
    assert_eq!(&text[divisor.place.start..divisor.place.end], "(tested * sentence.prison)");
}

#[test]
fn what_cannot_be_read_is_pointed_at_with_its_cause() {
    for (text, at, message) in [
        ("", 0, "the formula is empty"),
        ("a +", 2, "the formula ends too early"),
        ("a b", 2, "two things stand side by side with nothing between them"),
        ("(a + b", 0, "a parenthesis is not closed"),
        ("a)", 1, "a parenthesis closes that was never opened"),
        ("2a", 1, "a name stands right behind a number"),
        ("a ^ 0.5", 4, "a power is a whole number up to 20"),
        ("a ^ b", 4, "a power is a whole number up to 20"),
        ("a ** 2", 3, "a power is written with `^`"),
        ("a ^ 2 ^ 3", 6, "two powers in a row can be read in two ways"),
        ("with_odd_ratio(a, b)", 0, "there is no function called `with_odd_ratio`"),
        ("exp(a, b)", 0, "`exp` takes 1 argument, not 2"),
        ("max(a)", 0, "`max` takes at least 2 arguments, not 1"),
        ("0,5 * a", 1, "a comma stands outside a function"),
        ("45 % * a", 3, "a formula has no percent signs"),
        ("a * \"b\"", 4, "names in formulas have no quotes"),
        ("a * ()", 5, "something is missing before `)`"),
        ("a.", 0, "a name ends with a dot"),
        ("a * é + $", 8, "a number or the name of a parameter is needed here"),
    ] {
        let problem = parsed(text).unwrap_err();
        assert_eq!(problem.message, message, "{text}");
        assert_eq!(problem.place.unwrap().start, if text.contains('é') { at + 1 } else { at }, "{text}");
    }
}

#[test]
fn a_formula_without_end_is_refused() {
    assert!(parsed(&"(".repeat(100_000)).unwrap_err().message.contains("nested"));
    assert!(parsed(&"-".repeat(100_000)).unwrap_err().message.contains("nested"));
    assert!(parsed(&"a+".repeat(100_000)).unwrap_err().message.contains("parts"));
}

proptest::proptest! {
    #[test]
    fn no_text_whatever_makes_parsing_panic(text in "[a-c0-9 .,()+*/^e%é−\\-\"]{0,60}") {
        let _ = parsed(&text);
        let _ = parse(&text, Place::default());
    }
}
