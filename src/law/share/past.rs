//! Past cases without the bunch that the law of their time made.

use super::cases::Seizure;
use super::ruler::{Reaction, Ruler, Side};

/// Past cases as they would be had nobody reacted to the limits of the law of their time.
///
/// Of the cases that would lie within the window only the part that did not move is seen there: they count
/// 1/(1 − moved), and what they gain is taken, in proportion, from the cases within the window on the other side.
/// `None` if fewer cases lie there than must have been moved, or if all are said to have moved.
pub fn without_reaction(
    cases: &[Seizure],
    ruler: &Ruler,
    reaction: &Reaction,
    purity_of: impl Fn(&Seizure) -> f64,
) -> Option<Vec<Seizure>> {
    let mut cases = cases.to_vec();
    if reaction.moved <= 0.0 || reaction.window <= 0.0 {
        return Some(cases);
    }
    if reaction.moved >= 1.0 {
        return None;
    }
    for limit in 0..ruler.limits.len() {
        let mut left = vec![];
        let mut gathered = vec![];
        for (number, case) in cases.iter().enumerate() {
            let gross = ruler.gross(limit, purity_of(case));
            let is_below = case.grams < gross || (ruler.includes(limit) && case.grams == gross);
            let lower = gross * (1.0 - reaction.window);
            let upper = gross * (1.0 + reaction.window);
            let in_lower = is_below && (case.grams > lower || (!ruler.includes(limit) && case.grams == lower));
            let in_upper = !is_below && (case.grams < upper || (ruler.includes(limit) && case.grams == upper));
            let (is_left, is_gathered) = match reaction.side {
                Side::Above => (in_lower, in_upper),
                Side::Below => (in_upper, in_lower),
            };
            if is_left {
                left.push(number);
            } else if is_gathered {
                gathered.push(number);
            }
        }
        let weight = |of: &[usize]| of.iter().map(|number| cases[*number].weight).sum::<f64>();
        let (seen, bunch) = (weight(&left), weight(&gathered));
        let moved = seen * reaction.moved / (1.0 - reaction.moved);
        if moved > bunch {
            return None;
        }
        for number in left {
            cases[number].weight /= 1.0 - reaction.moved;
        }
        for number in gathered {
            cases[number].weight *= 1.0 - moved / bunch;
        }
    }
    Some(cases)
}

#[cfg(test)]
mod tests {
    use super::super::{Amounts, Cases, Purity, exact};
    use super::*;
    use crate::law::regime::{Closed, CountingBasis, Limit};

    /// 2013 to 2014 Russian police recorded too many cases just above the line that makes possession a crime
    /// (Knorre, Journal of Drug Issues 50(4), 2020): a bunch that a recount takes for real.
    #[test]
    fn a_recount_of_past_cases_overstates_what_a_higher_limit_gains() {
        // Natural: 10 cases in each gram from 0 to 10. Half of those in (4, 5] were recorded in (5, 6]: 5 there and 15 here.
        let weight = |gram: i32| match gram {
            4 => 5.0,
            5 => 15.0,
            _ => 10.0,
        };
        let past: Vec<Seizure> =
            (0..10).map(|gram| Seizure { grams: f64::from(gram) + 0.5, weight: weight(gram), purity: None }).collect();
        let limit = |amount| {
            Ruler::new(vec![Limit { amount, pure: None, basis: CountingBasis::Mixture, closed: Closed::Upper }])
        };
        let reaction = Reaction { side: Side::Above, window: 0.2, moved: 0.5 };
        let natural = without_reaction(&past, &limit(5.0), &reaction, |_| 1.0).unwrap();
        assert!(natural.iter().all(|case| (case.weight - 10.0).abs() < 1e-12), "{natural:?}");
        let below = |list: Vec<Seizure>, limit: &Ruler, reaction: &Reaction| {
            let cases = Cases { amounts: Amounts::List(list), purity: Purity::Same(1.0), correlation: 0.0 };
            exact::below_limits(&cases, limit, reaction)[0]
        };
        // Today's shares come out as recorded: 45 of 100 below.
        assert!((below(natural.clone(), &limit(5.0), &reaction) - 0.45).abs() < 1e-12);
        // A limit of 6 g: a recount finds 60 below, 15 more; with the bunch at its new place it is 55, 10 more.
        assert!((below(past.clone(), &limit(6.0), &Reaction::NONE) - 0.60).abs() < 1e-12);
        let moved = below(natural, &limit(6.0), &Reaction { window: 1.0 / 6.0, ..reaction });
        assert!((moved - 0.55).abs() < 1e-12, "{moved}");
        // More than was ever there cannot have moved.
        assert!(without_reaction(&past, &limit(5.0), &Reaction { moved: 0.9, ..reaction }, |_| 1.0).is_none());
    }
}
