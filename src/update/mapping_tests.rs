use super::*;

fn read_text(text: &str) -> (Mapping, Files, Problems) {
    let (mut files, mut problems) = (Files::default(), Problems::default());
    let file = files.add("map.txt", text);
    let mut at = 0;
    let mut lines = vec![];
    for line in text.split_inclusive('\n') {
        lines.push(Place { file, start: at, end: at + line.len() });
        at += line.len();
    }
    let mapping = read(&lines, &files, &mut problems);
    (mapping, files, problems)
}

/// A rule in short: `target | events | trials | window`.
fn in_short(text: &str) -> String {
    let (mapping, _, problems) = read_text(text);
    assert!(problems.is_empty(), "{:?}", problems.sorted());
    let [rule] = &mapping.rules[..] else { panic!("{mapping:?}") };
    let side = |side: &Side| {
        let columns: Vec<&str> = side.columns.iter().map(|word| word.text.as_str()).collect();
        let mut text = columns.join("+");
        for filter in &side.filters {
            let values: Vec<&str> = filter.values.iter().map(|word| word.text.as_str()).collect();
            let is = if filter.is { "=" } else { "≠" };
            text.push_str(&format!(" [{}{is}{}]", filter.column.text, values.join("/")));
        }
        text
    };
    let window = rule.window.as_ref().map_or("", |window| window.text.as_str());
    let trials = rule.trials.as_ref().map(side).unwrap_or_default();
    format!("{} | {} | {trials} | {window}", rule.target.text, side(&rule.events))
}

#[test]
fn lines_say_what_is_counted_of_what() {
    for (line, expected) in [
        ("# share_accepting = accepted of offered", "share_accepting | accepted | offered | "),
        ("share_accepting=accepted of offered,,,", "share_accepting | accepted | offered | "),
        ("\"# again = seen_again of completed in 12 months\",,", "again | seen_again | completed | 12 months"),
        ("# people = offered + declined in 1 year", "people | offered+declined |  | 1 year"),
        (
            "# sentence.prison = count where penalty is prison or real arrest and article is not 259-2",
            "sentence.prison | count [penalty=prison/real arrest] [article≠259-2] |  | ",
        ),
        ("# share = rows where penalty is prison of rows", "share |  [penalty=prison] |  | "),
        ("# share = \"out of court\" of All cases", "share | out of court | All cases | "),
        ("\"# share = \"\"out of court\"\" of cases\"", "share | out of court | cases | "),
    ] {
        assert_eq!(in_short(line), expected, "{line}");
    }
}

#[test]
fn lines_say_where_the_counts_are_from() {
    let (mapping, _, problems) = read_text(
        "## a remark = with a sign\n# source: pilot | Evaluation | Bureau | 2023 | https://example.org/a:b\n\
         # source: sicad\n# grade: study\n# share observed: 60 %\n# notes: officer, \"remarks\"\n\n",
    );
    assert!(problems.is_empty(), "{:?}", problems.sorted());
    let new = mapping.sources[0].new.as_ref().unwrap();
    assert_eq!((new.title.as_str(), new.year.as_str()), ("Evaluation", "2023"));
    assert_eq!(new.url.as_deref(), Some("https://example.org/a:b"));
    assert_eq!((mapping.sources[1].id.text.as_str(), &mapping.sources[1].new), ("sicad", &None));
    assert_eq!(mapping.grade.unwrap().text, "study");
    assert_eq!(mapping.share_observed.unwrap().text, "60 %");
    let notes: Vec<String> = mapping.notes.into_iter().map(|word| word.text).collect();
    assert_eq!(notes, ["officer", "remarks"]);
}

#[test]
fn lines_that_cannot_be_read_are_refused_at_their_place() {
    for (line, cause) in [
        ("# nothing", "nothing"),
        ("# grad: study", "grad"),
        ("# grade:", "grade:"),
        ("# a b = c", "a b = c"),
        ("# a =", "a ="),
        ("# a = b of", "a = b of"),
        ("# a = b in", "in"),
        ("# a = b where c", "b where c"),
        ("# a = \"b", "\""),
        ("# a \"= b\"", "a \"= b\""),
        ("# a = b + where c is d", "b + where c is d"),
        ("# source: x | y", "x | y"),
    ] {
        let (_, files, problems) = read_text(line);
        let [problem] = problems.sorted()[..] else { panic!("{line}: {:?}", problems.sorted()) };
        assert_eq!(problem.code, Code::BadMapping);
        assert_eq!(files.slice(problem.place.unwrap()), cause, "{line}");
    }
}
