//! Words and sentences by key, from the Fluent files beside this one.

use super::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// What a message is filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument<'a> {
    /// A finished text: a name, or a number already written in the language.
    Text(&'a str),
    /// A number that chooses a plural form, printed with so many decimals: 2.0 and 2 differ in Russian.
    Count(f64, usize),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Argument<'a> {
        Argument::Text(text)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Argument<'a> {
        Argument::Text(text)
    }
}

static BUNDLES: LazyLock<Vec<FluentBundle<FluentResource>>> =
    LazyLock::new(|| Language::ALL.into_iter().map(bundle).collect());

fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("messages/en.ftl"),
        Language::Lt => include_str!("messages/lt.ftl"),
        Language::Ru => include_str!("messages/ru.ftl"),
        Language::Ka => include_str!("messages/ka.ftl"),
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.code().parse().expect("our codes are language identifiers");
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source(language).to_owned()).expect("our message files are well formed");
    bundle.add_resource(resource).expect("no message file says a key twice");
    bundle
}

impl Language {
    /// The word or sentence under `key`.
    ///
    /// # Panics
    /// If there is no such message: keys are written in the program, not by users, and all are tested.
    pub fn word(self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The sentence under `key`, its places filled with `arguments`.
    ///
    /// # Panics
    /// As [`Language::word`], and if a place of the sentence has no argument.
    ///
    /// ```
    /// use crimcost::language::{Argument, Language};
    /// let five = [("count", Argument::Count(5.0, 0)), ("number", Argument::Text("5"))];
    /// assert_eq!(Language::Ru.say("over-years", &five), "за 5 лет");
    /// ```
    pub fn say(self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let position = Language::ALL.iter().position(|language| *language == self).expect("all languages are listed");
        let bundle = &BUNDLES[position];
        let pattern = bundle
            .get_message(key)
            .and_then(|message| message.value())
            .unwrap_or_else(|| panic!("there is no message `{key}` in {self}"));
        let mut filled = FluentArgs::new();
        for (name, argument) in arguments {
            filled.set(*name, value(self, argument));
        }
        let mut problems = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&filled), &mut problems).into_owned();
        assert!(problems.is_empty(), "message `{key}` in {self}: {problems:?}");
        text
    }
}

fn value<'a>(language: Language, argument: &Argument<'a>) -> FluentValue<'a> {
    match argument {
        Argument::Text(text) => FluentValue::from(*text),
        // Lithuanian fractions take a form of their own; the library's rule would treat 2.1 like 2.
        Argument::Count(count, decimals) if language == Language::Lt && *decimals > 0 && count.fract() != 0.0 => {
            FluentValue::from("many")
        }
        Argument::Count(count, decimals) => {
            let options = FluentNumberOptions { minimum_fraction_digits: Some(*decimals), ..Default::default() };
            FluentValue::Number(FluentNumber::new(*count, options))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Keys of a message file and the places that each message has.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys = BTreeMap::new();
        let mut current = String::new();
        for line in source(language).lines() {
            if line.starts_with('#') {
                continue;
            }
            if let Some((key, _)) = line.split_once(" = ")
                && !line.starts_with(' ')
            {
                current = key.to_owned();
                assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{key} twice in {language}");
            }
            for place in line.split("{ $").skip(1) {
                let name: String = place.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
                if name != "count" && name != "number" {
                    keys.get_mut(&current).expect("a place stands inside a message").insert(name);
                }
            }
        }
        keys
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_places() {
        let english = keys(Language::En);
        assert!(english.len() > 90);
        for language in Language::ALL {
            assert_eq!(keys(language), english, "{language}");
        }
    }

    #[test]
    fn every_key_that_the_program_says_exists() {
        let english = keys(Language::En);
        // Reading scenarios has words of its own.
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = ["chart", "cli", "language", "output"].map(|folder| source.join(folder)).to_vec();
        folders.retain(|folder| folder.is_dir());
        let mut said = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    for opening in ["say", "word"].map(|name| format!(".{name}({}", '"')) {
                        for rest in text.split(&opening).skip(1) {
                            let key = rest.split('"').next().unwrap();
                            assert!(english.contains_key(key), "`{key}` in {}", path.display());
                            said += 1;
                        }
                    }
                }
            }
        }
        assert!(said > 20, "only {said} keys found: has the spelling of calls changed?");
    }

    #[test]
    fn plural_forms_follow_the_number() {
        let years = |language: Language, n: f64, decimals: usize, written: &str| {
            language.say("over-years", &[("count", Argument::Count(n, decimals)), ("number", written.into())])
        };
        assert_eq!(years(Language::En, 1.0, 0, "1"), "in one year");
        assert_eq!(years(Language::En, 5.0, 0, "5"), "over 5 years");
        assert_eq!(years(Language::Ru, 1.0, 0, "1"), "за 1 год");
        assert_eq!(years(Language::Ru, 3.0, 0, "3"), "за 3 года");
        assert_eq!(years(Language::Ru, 5.0, 0, "5"), "за 5 лет");
        assert_eq!(years(Language::Ru, 2.5, 1, "2,5"), "за 2,5 года");
        assert_eq!(years(Language::Lt, 5.0, 0, "5"), "per 5 metus");
        assert_eq!(years(Language::Lt, 10.0, 0, "10"), "per 10 metų");
        assert_eq!(years(Language::Ka, 5.0, 0, "5"), "5 წელიწადში");
    }

    #[test]
    fn user_text_comes_out_as_it_went_in() {
        let name = "{ $x } <b> & \u{201e}ą\u{201c}";
        assert_eq!(
            Language::En.say("title-no-difference", &[("policy", name.into())]),
            format!("“{name}” would neither save nor cost")
        );
    }
}
