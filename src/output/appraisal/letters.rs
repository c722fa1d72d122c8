//! Draft letters that ask for data: plain text, one for each body that holds figures.
//!
//! What comes from a scenario is set in one line, without control characters; a letter holds no markup.

use super::Topic;
use crate::appraisal::{Item, Knowledge, Ranking, Request};
use crate::model::Value;
use crate::output::charts::capitalised;
use crate::output::report::figures::{amount, percent, plain};
use crate::output::report::wrap;

/// Columns of a letter.
const WIDTH: usize = 78;

/// The text of a letter.
pub fn letter(topic: &Topic, knowledge: &Knowledge, request: &Request) -> String {
    let settings = &topic.model.settings;
    let title = clean(settings.title.in_language("en"));
    let period = period(topic);
    let holder = request.holder.as_deref().map_or_else(|| "[whoever holds these figures]".to_owned(), clean);
    let figures = if request.items.len() == 1 { "a figure".into() } else { format!("{} figures", request.items.len()) };
    let mut text = format!("To: {holder}\nFrom: [name, organisation, address]\nDate: [date]\nReply by: [date]\n\n");
    put(&mut text, "", &format!("Request for {figures}: {title}"));
    text.push_str("\nDear Sir or Madam,\n\n");
    put(
        &mut text,
        "",
        &format!(
            "We are working out what public bodies spend in this field and what they would spend under another policy \
             (\"{title}\"). For what is listed below we found no published figure good enough, and a wide range stands in \
             for it. You may hold a better one. We would be grateful for it, in whatever form is least work for you."
        ),
    );
    for (number, item) in request.items.iter().enumerate() {
        text.push('\n');
        let asked = asked(topic, item);
        put(&mut text, &format!("{}. ", number + 1), &asked);
        let mut line = |head: &str, words: &str| put_indented(&mut text, &format!("{head}: {words}"));
        line("Unit", &unit(topic, item));
        line(
            "Period",
            &if item.by_year {
                format!("each year separately, {period}")
            } else {
                format!("{period}, each year separately if you can; otherwise the latest year you have")
            },
        );
        if let Some(words) = breakdown(topic, item) {
            line("Breakdown", &words);
        }
        line("What we use now", &used(topic, item));
        line("Why it matters", &reason(topic, knowledge, item));
    }
    text.push('\n');
    for paragraph in [
        "Form: a table of any kind will do (CSV, spreadsheet, a page of a report). If there is no count, an estimate helps \
         too, with a word on what it is based on and how far off it may be.",
        "Small numbers: please give any count under 5 as \"<5\" or as a range. We ask for totals only and for no personal \
         data.",
        "We would name you as the source, with the date of your answer, unless you prefer otherwise. If you do not hold a \
         figure, it would help us to know that, and who does.",
        "With thanks and kind regards,",
    ] {
        put(&mut text, "", paragraph);
        text.push('\n');
    }
    text.push_str("[name]\n");
    text
}

/// The name of a letter's file: numbered, with letters and digits of the holder's name only.
pub fn file_name(number: usize, holder: Option<&str>) -> String {
    let mut safe = String::new();
    for part in holder.unwrap_or("nobody named").chars() {
        match plain_letter(part) {
            part if part.is_ascii_alphanumeric() => safe.push(part.to_ascii_lowercase()),
            _ if safe.ends_with('-') || safe.is_empty() => {}
            _ => safe.push('-'),
        }
    }
    let safe: String = safe.chars().take(40).collect();
    let safe = safe.trim_end_matches('-');
    if safe.is_empty() { format!("letter-{number:02}.txt") } else { format!("letter-{number:02}-{safe}.txt") }
}

/// A letter without its Lithuanian mark.
fn plain_letter(letter: char) -> char {
    match letter {
        'ą' | 'Ą' => 'a',
        'č' | 'Č' => 'c',
        'ę' | 'Ę' | 'ė' | 'Ė' => 'e',
        'į' | 'Į' => 'i',
        'š' | 'Š' => 's',
        'ų' | 'Ų' | 'ū' | 'Ū' => 'u',
        'ž' | 'Ž' => 'z',
        other => other,
    }
}

/// What exactly is asked for.
pub fn asked(topic: &Topic, item: &Item) -> String {
    let parameter = topic.parameter(&item.parameter);
    let ask = parameter.and_then(|parameter| parameter.ask.as_deref());
    let about = parameter.map_or("", |parameter| parameter.about.in_language("en"));
    let name = capitalised(&item.parameter.replace('_', " "));
    // What follows the first sentence is said to readers of the scenario.
    let first = about.split(". ").next().unwrap_or_default().trim_end_matches('.');
    match (ask, first) {
        (Some(ask), _) => clean(ask),
        (None, "") => clean(&name),
        // The name says which of several figures it is that are described alike.
        (None, first) => clean(&format!("{name}: {first}")),
    }
}

/// The unit in which a figure is wanted.
pub fn unit(topic: &Topic, item: &Item) -> String {
    let Some(parameter) = topic.parameter(&item.parameter) else { return String::new() };
    let keys: Vec<&str> = match &parameter.value {
        Value::Shares(shares) => shares.keys().map(String::as_str).collect(),
        Value::Counts(counts) => counts.keys().map(String::as_str).collect(),
        _ => vec![],
    };
    let unit = match parameter.unit.text.trim() {
        _ if !keys.is_empty() => format!("counts of: {}", keys.join(", ").replace('_', " ")),
        "" | "1" if item.used.is_some_and(|(low, high)| low < 0.0 || high > 1.0) => "a ratio, without unit".to_owned(),
        "" | "1" | "%" => "share in %, or the two counts it is made of".to_owned(),
        unit => unit.to_owned(),
    };
    clean(&unit)
}

/// The years of the scenario.
pub fn period(topic: &Topic) -> String {
    let settings = &topic.model.settings;
    let last = settings.start_year + settings.years as i32 - 1;
    match (settings.start_year, settings.years) {
        (1, _) => "the last complete year".to_owned(),
        (first, 1) => first.to_string(),
        (first, _) => format!("{first} to {last}"),
    }
}

/// The groups of the scenario, if there are several.
pub fn breakdown(topic: &Topic, item: &Item) -> Option<String> {
    let groups = &topic.model.settings.groups;
    if groups.len() < 2 {
        return None;
    }
    let names = clean(&groups.join(", ").replace('_', " "));
    Some(if item.by_group { format!("separately for {names}") } else { format!("for {names} separately, if you can") })
}

/// The range in use.
pub fn range(topic: &Topic, item: &Item) -> String {
    match (item.used, topic.parameter(&item.parameter)) {
        (Some((low, high)), Some(parameter)) => {
            let ends = |low: String, high: String| if low == high { high } else { format!("{low} to {high}") };
            match parameter.unit.text.trim() {
                "" | "1" | "%" if low >= 0.0 && high <= 1.0 => match low == high {
                    true => percent(high),
                    false => format!("{} to {}", percent(low).trim_end_matches(" %"), percent(high)),
                },
                "" | "1" => ends(plain(low), plain(high)),
                unit => format!("{} {}", ends(plain(low), plain(high)), clean(unit)),
            }
        }
        _ => "several values".to_owned(),
    }
}

/// The range in use, and why.
pub fn used(topic: &Topic, item: &Item) -> String {
    let range = range(topic, item);
    let parameter = topic.parameter(&item.parameter);
    let evidence = parameter.and_then(|parameter| parameter.evidence.as_ref());
    let why = evidence.map(|evidence| match (&evidence.assumption, &evidence.source) {
        (Some(why), _) => clean(why),
        (None, Some(source)) => {
            let publisher = topic.model.sources.get(source).map_or("", |source| source.publisher.as_str());
            clean(&format!("{}: {publisher}", evidence.grade.word()))
        }
        (None, None) => evidence.grade.word().to_owned(),
    });
    match why {
        Some(why) if !why.is_empty() => format!("{range} ({why})"),
        _ => range,
    }
}

/// Why a figure matters: what it is worth, or how far it would narrow the result, or what was said instead.
pub fn reason(topic: &Topic, knowledge: &Knowledge, item: &Item) -> String {
    let Some(cause) = item.cause else {
        return "our result hangs on it, and we hold it certain because we know no range for it".to_owned();
    };
    let of = knowledge.of(cause);
    let share = if of.share.is_visible() {
        format!("it makes {} of the spread of our result", percent(of.share.value))
    } else {
        String::new()
    };
    let worth = amount(of.value.value, Some(of.value.interval()).filter(|ends| ends.1 > ends.0), topic.currency());
    match (knowledge.ranking, of.value.is_visible(), of.narrowing.is_visible()) {
        (Ranking::Value, true, _) if !share.is_empty() => {
            format!("knowing it exactly could be worth up to {worth} to the decision; {share}")
        }
        (Ranking::Value, true, _) => format!("knowing it exactly could be worth up to {worth} to the decision"),
        (_, _, true) => {
            let by = percent(of.narrowing.value);
            let narrower = format!("if it were known the range of our result would be {by} narrower");
            if share.is_empty() { narrower } else { format!("{share}; {narrower}") }
        }
        (_, _, false) => {
            "it is one of the figures that our result is made of; by itself it has no visible effect".to_owned()
        }
    }
}

/// One line without control characters and doubled blanks.
pub fn clean(text: &str) -> String {
    let plain: String = text.chars().map(|part| if part.is_control() { ' ' } else { part }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn put_indented(text: &mut String, words: &str) {
    wrap(text, words, ["   ", "      "], WIDTH);
}

fn put(text: &mut String, first: &str, words: &str) {
    let others = " ".repeat(first.chars().count());
    wrap(text, words, [first, &others], WIDTH);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_safe_and_numbered() {
        assert_eq!(file_name(1, Some("Prison service, statistics")), "letter-01-prison-service-statistics.txt");
        assert_eq!(file_name(2, Some("../../etc/passwd")), "letter-02-etc-passwd.txt");
        assert_eq!(file_name(12, Some("Kalėjimų tarnyba")), "letter-12-kalejimu-tarnyba.txt");
        assert_eq!(file_name(3, Some("ციხე")), "letter-03.txt");
        assert_eq!(file_name(4, None), "letter-04-nobody-named.txt");
        assert!(file_name(5, Some(&"x".repeat(300))).len() < 60);
    }

    #[test]
    fn a_text_of_a_file_cannot_begin_a_new_line_of_a_letter() {
        assert_eq!(clean("Police\r\nBcc: everybody\u{1b}[31m\t x"), "Police Bcc: everybody [31m x");
    }

    #[test]
    fn lines_are_no_longer_than_a_page_is_wide() {
        let mut text = String::new();
        put(&mut text, "1. ", &"word ".repeat(60));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.lines().skip(1).all(|line| line.starts_with("   word")));
    }
}
