//! What somebody may have meant.

/// The name of `known` nearest to `word`, if any is near enough to be a slip of the hand.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    let length = word.chars().count();
    known
        // Names whose lengths differ that much differ as much themselves; the comparison of long names takes long.
        .filter(|name| name.chars().count().abs_diff(length) <= limit)
        .map(|name| (strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// A way out of a wrong name: the nearest known one, or a list of all if they are few.
pub fn did_you_mean<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    if let Some(name) = nearest(word, known.iter().copied()) {
        return format!("did you mean `{name}`?");
    }
    match known.len() {
        0 => "the scenario has none yet".to_owned(),
        1..=12 => format!("there are: {}", known.join(", ")),
        more => format!("there are {more}, for example: {}", known[..8].join(", ")),
    }
}
