//! Risks that people run while they are in a stage, from the window of their source to the cycle of the scenario.

use super::program::{Column, Op, Program};

/// One risk: the share that leaves within the window.
#[derive(Clone, Copy, Debug)]
pub struct Risk {
    pub share: Column,
    /// In days.
    pub window: f64,
}

/// The share of people who leave by each risk in one cycle.
///
/// Shares with one window W compete: together they have the rate −ln(1 − Σp)/W, split in proportion to the shares;
/// the rates of different windows add; in a cycle 1 − exp(−rate · cycle) leave, split in proportion to the rates. If the
/// only window is the cycle, the shares themselves are the answer, and the textbook Markov matrix comes out exactly.
pub fn per_cycle(program: &mut Program, risks: &[Risk], cycle_days: f64) -> Vec<Column> {
    if risks.iter().all(|risk| same_length(risk.window, cycle_days)) {
        return risks.iter().map(|risk| risk.share).collect();
    }
    let mut windows: Vec<f64> = vec![];
    for risk in risks {
        if !windows.iter().any(|window| same_length(*window, risk.window)) {
            windows.push(risk.window);
        }
    }
    let least = program.constant(f64::MIN_POSITIVE);
    let mut rates = vec![program.constant(0.0); risks.len()];
    let mut total = program.constant(0.0);
    for window in windows {
        let members: Vec<usize> = (0..risks.len()).filter(|index| same_length(risks[*index].window, window)).collect();
        let together = program.sum(members.iter().map(|index| risks[*index].share));
        let left = program.one_less(together);
        let left = program.arithmetic(Op::Larger(left, least));
        let log = program.arithmetic(Op::Logarithm(left));
        let per_day = program.constant(-1.0 / window);
        let rate = program.multiply(log, per_day);
        for index in members {
            let part = program.arithmetic(Op::DivideOrZero(risks[index].share, together));
            rates[index] = program.multiply(part, rate);
        }
        total = program.add(total, rate);
    }
    let cycle = program.constant(-cycle_days);
    let exponent = program.multiply(total, cycle);
    let stay = program.arithmetic(Op::Exponential(exponent));
    let leave = program.one_less(stay);
    rates
        .into_iter()
        .map(|rate| {
            let part = program.arithmetic(Op::DivideOrZero(rate, total));
            program.multiply(part, leave)
        })
        .collect()
}

/// Whether two lengths of time are the same but for rounding.
pub fn same_length(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(shares: &[(f64, f64)], cycle: f64) -> Vec<f64> {
        let mut program = Program::default();
        let risks: Vec<Risk> =
            shares.iter().map(|(share, window)| Risk { share: program.constant(*share), window: *window }).collect();
        let columns = per_cycle(&mut program, &risks, cycle);
        columns.into_iter().map(|column| program.constant_value(column).expect("constants fold")).collect()
    }

    #[test]
    fn a_window_of_one_cycle_changes_nothing() {
        assert_eq!(values(&[(0.2, 30.0), (0.1, 30.0)], 30.0), [0.2, 0.1]);
    }

    #[test]
    fn a_share_over_two_cycles_splits_so_that_two_cycles_give_it_back() {
        // 1 − (1 − 0.19)^(1/2) = 1 − 0.9 = 0.1
        let monthly = values(&[(0.19, 60.0)], 30.0);
        assert!((monthly[0] - 0.1).abs() < 1e-15);
    }

    #[test]
    fn risks_with_one_window_compete_in_proportion() {
        let found = values(&[(0.3, 60.0), (0.06, 60.0)], 30.0);
        // together 0.36 in two cycles: 1 − 0.64^(1/2) = 0.2 in one, split 5 : 1
        assert!((found[0] - 0.2 * 5.0 / 6.0).abs() < 1e-15);
        assert!((found[1] - 0.2 / 6.0).abs() < 1e-15);
    }

    #[test]
    fn certainty_and_impossibility_are_kept() {
        let found = values(&[(1.0, 60.0), (0.0, 90.0)], 30.0);
        assert!((found[0] - 1.0).abs() < 1e-12);
        assert_eq!(found[1], 0.0);
    }
}
