//! The finding about shares of the variance, and their words.

use super::VarianceSection;
use crate::appraisal::{Footing, Indices};
use crate::output::report::{count, percent};
use crate::statistics::Estimated;

impl VarianceSection {
    /// Of whole people: how much of the spread of their draws is no input's; nothing where people are expected numbers.
    pub(super) fn by_chance(&self) -> String {
        match self.found.shares.as_ref().and_then(|shares| shares.chance) {
            None => String::new(),
            Some(chance) if chance > 0.0 => format!(
                " That is of expected numbers of people; about {} of the variance of draws of whole people is chance.",
                percent(chance)
            ),
            Some(_) => " That is of expected numbers of people.".to_owned(),
        }
    }

    /// The finding in a sentence.
    pub(super) fn lead(&self, ranked: &[(usize, &Indices)]) -> String {
        let visible: Vec<_> = ranked.iter().filter(|(_, indices)| is_visible(indices)).collect();
        if is_open(ranked) {
            let draws = count(4 * self.topic.draws);
            return format!("The draws are too few to tell which inputs make most of the variance: ask for {draws}.");
        }
        match visible[..] {
            [] => "No input has a visible effect.".to_owned(),
            [(only, _)] if ranked.len() == 1 => format!("All of the variance goes with {}.", self.name_of(*only)),
            [(only, of)] => format!(
                "{} makes {} of the variance; no other input has a visible effect.",
                self.name_of(*only),
                percent_of(if of.first.is_visible() { &of.first } else { &of.total })
            ),
            [(first, of_first), (second, of_second), ..] => {
                let (first, second) = (self.name_of(*first), self.name_of(*second));
                match (of_first.first.is_visible(), of_first.first.value < 0.5 && of_second.first.is_visible()) {
                    (true, true) => format!(
                        "{first} and {second} make {} of the variance.",
                        percent((of_first.first.value + of_second.first.value).min(1.0))
                    ),
                    (true, false) => {
                        format!("{first} alone makes {} of the variance.", percent_of(&of_first.first))
                    }
                    (false, _) => format!(
                        "{first} has a part in {} of the variance, together with others and not alone.",
                        percent_of(&of_first.total)
                    ),
                }
            }
        }
    }
}

/// Whether an input is seen to do anything, alone or in all.
pub(super) fn is_visible(indices: &Indices) -> bool {
    indices.first.is_visible() || indices.total.is_visible()
}

/// Whether the largest share may be nothing while a smaller one is seen, so that the draws name no winner.
pub(super) fn is_open(ranked: &[(usize, &Indices)]) -> bool {
    let visible = |(_, indices): &(usize, &Indices)| is_visible(indices);
    ranked.first().is_some_and(|largest| !visible(largest)) && ranked.iter().any(visible)
}

pub(super) fn percent_of(share: &Estimated) -> String {
    percent(share.value.clamp(0.0, 1.0))
}

/// What inputs rest on.
pub(super) fn footing(footing: Footing) -> &'static str {
    match footing {
        Footing::Assumed => "assumption or gap",
        Footing::Graded(grade) => grade.word(),
        Footing::Ungraded => "counted",
    }
}
