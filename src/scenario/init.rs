//! Scenarios to begin with: complete, commented, every number an assumption until somebody finds the figure.

/// The template that is written when none is named.
pub const DEFAULT: &str = "possession";

const TEMPLATES: [(&str, &str, &str); 4] = [
    (
        "possession",
        "Police, courts, fines and prison, or referral to services",
        include_str!("templates/possession.toml"),
    ),
    (
        "prison-or-services",
        "A year in prison or a year of services, also by a table",
        include_str!("templates/prison-or-services.toml"),
    ),
    (
        "services",
        "Deaths, infections, life-years and people in services, in prison or at liberty",
        include_str!("templates/services.toml"),
    ),
    ("blank", "The least that runs", include_str!("templates/blank.toml")),
];

/// The text of a template; `None` if there is none of this name.
pub fn template(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().find(|(known, _, _)| *known == name).map(|(_, _, text)| *text)
}

/// The names of all templates, each with a line that says what it is.
pub fn templates() -> Vec<(&'static str, &'static str)> {
    TEMPLATES.iter().map(|(name, about, _)| (*name, *about)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::expand::expand;
    use crate::scenario::format::{Form, format};
    use crate::scenario::grammar::check_keys;
    use crate::text::{Files, Node, Problems, parse};

    fn read(name: &str) -> (Node, String) {
        let (mut files, mut problems) = (Files::default(), Problems::default());
        let file = files.add(name, template(name).unwrap());
        let mut tree = parse(file, &files, &mut problems).unwrap();
        expand(&mut tree, &files, &mut problems);
        check_keys(&tree, &mut problems);
        let blocks: Vec<String> = problems.sorted().iter().map(|problem| problem.block(&files, false)).collect();
        (tree, blocks.join("\n"))
    }

    #[test]
    fn every_template_fits_the_grammar() {
        for (name, _) in templates() {
            assert_eq!(read(name).1, "", "{name}");
        }
        assert!(template(DEFAULT).is_some());
        assert_eq!(template("nothing"), None);
    }

    #[test]
    fn every_number_of_a_template_is_an_assumption_or_a_formula() {
        for (name, _) in templates() {
            for (parameter, node) in read(name).0.get("parameter").and_then(Node::as_table).unwrap() {
                let grade = node.get("grade").and_then(Node::as_text);
                assert!(node.get("formula").is_some() || grade == Some("assumption"), "{name}: {parameter}");
            }
        }
    }

    #[test]
    fn every_template_is_written_in_one_line_forms() {
        for (name, _) in templates() {
            let (mut files, mut problems) = (Files::default(), Problems::default());
            let text = template(name).unwrap();
            assert_eq!(format(text, name, Form::Short, &mut files, &mut problems).as_deref(), Some(text), "{name}");
            assert!(text.lines().all(|line| line.chars().count() <= 180), "{name}");
        }
    }
}
