//! Who is where, while a flow runs and between the warm-up and the policies.

use super::lanes::{LANES, Lanes};
use crate::plan::flow::{Holds, PolicyFlow};

/// A length of stay in cycles, draw by draw: whole cycles and what is left.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    pub whole: [u32; LANES],
    pub left: Lanes,
}

/// People by node, and when they will leave.
#[derive(Clone, Default)]
pub struct Stock {
    pub present: Vec<Lanes>,
    /// For each stay, people by the cycle in which they leave; the last slot is after the horizon.
    pub due: Vec<Vec<Lanes>>,
    /// For each stay, the latest slot in use.
    pub latest: Vec<usize>,
    /// For each node with risks by age, people by the point at which they entered.
    pub cohorts: Vec<Vec<Lanes>>,
    /// For each node with risks by age, the length of stay that holds.
    pub lengths: Vec<Option<Length>>,
    /// Person-cycles of stays after the horizon, by node.
    pub beyond: Vec<Lanes>,
    /// Stays whose people have no date of leaving yet: they are as if they had just come.
    pub undated: Vec<usize>,
    /// All people who are here or ever came.
    pub came: Lanes,
}

impl Stock {
    /// Nobody anywhere; `slots` is the number of cycles, warm-up included.
    pub fn empty(flow: &PolicyFlow, slots: usize) -> Stock {
        let zero = Lanes::splat(0.0);
        Stock {
            present: vec![zero; flow.nodes.len()],
            due: vec![vec![zero; slots + 1]; flow.stays.len()],
            latest: vec![0; flow.stays.len()],
            cohorts: vec![vec![zero; slots + 1]; flow.aged.len()],
            lengths: vec![None; flow.aged.len()],
            beyond: vec![zero; flow.nodes.len()],
            undated: vec![],
            came: zero,
        }
    }

    /// Whether the stock has the shape that a flow needs.
    pub fn fits(&self, flow: &PolicyFlow) -> bool {
        self.present.len() == flow.nodes.len()
            && self.due.len() == flow.stays.len()
            && self.cohorts.len() == flow.aged.len()
    }

    /// Sends everybody away.
    pub fn clear(&mut self) {
        let zero = Lanes::splat(0.0);
        self.present.fill(zero);
        self.beyond.fill(zero);
        self.latest.fill(0);
        self.lengths.fill(None);
        self.undated.clear();
        for slots in self.due.iter_mut().chain(&mut self.cohorts) {
            slots.fill(zero);
        }
        self.came = zero;
    }

    /// Who is where at the start of a policy, given who is where in the baseline at the time `start`.
    ///
    /// People keep the date of leaving that was decided when they entered. Where the baseline knows none, or knows no
    /// time of entry and the policy needs one, they are as if they had just come. `of` says how many of so many people
    /// a share is, given the node, the point of entry and the lane.
    pub fn take_over(
        &mut self,
        flow: &PolicyFlow,
        baseline: &PolicyFlow,
        from: &Stock,
        start: usize,
        of: &dyn Fn(usize, usize, usize, f64, f64) -> f64,
    ) {
        self.clear();
        for (node, description) in flow.nodes.iter().enumerate() {
            let Some(before) = description.in_baseline else { continue };
            self.present[node] = from.present[before];
            self.beyond[node] = from.beyond[before];
            self.came += from.present[before];
            match (description.holds, baseline.nodes[before].holds) {
                (Holds::ForAStay(to), Holds::ForAStay(at)) => {
                    self.due[to].copy_from_slice(&from.due[at]);
                    self.latest[to] = from.latest[at];
                }
                (Holds::ForAStay(to), Holds::ByAge(at)) => match &from.lengths[at] {
                    Some(length) => self.date(to, &from.cohorts[at], length, start, &|entered, lane, people, share| {
                        of(node, entered, lane, people, share)
                    }),
                    None => self.undated.push(to),
                },
                (Holds::ForAStay(to), _) => self.undated.push(to),
                (Holds::ByAge(to), Holds::ByAge(at)) => self.cohorts[to].copy_from_slice(&from.cohorts[at]),
                (Holds::ByAge(to), _) => self.cohorts[to][start] = from.present[before],
                (Holds::Nobody | Holds::Present, _) => {}
            }
        }
    }

    /// Dates of leaving for people known by the point at which they entered.
    fn date(
        &mut self,
        stay: usize,
        cohorts: &[Lanes],
        length: &Length,
        start: usize,
        of: &dyn Fn(usize, usize, f64, f64) -> f64,
    ) {
        let due = &mut self.due[stay];
        let last = due.len() - 1;
        for (entered, people) in cohorts.iter().enumerate().take(start + 1) {
            for lane in 0..LANES {
                // Who came in to be there at this point leaves so many cycles later, but not in the past.
                let whole = length.whole[lane] as usize;
                let sooner = (entered + whole).saturating_sub(1).max(start).min(last);
                let later = (entered + whole).max(start).min(last);
                // Of those for whom the shorter length is over already, only the longer one is left.
                let part = if entered + whole <= start { 1.0 } else { length.left.0[lane] };
                let staying = of(entered, lane, people.0[lane], part);
                due[later].0[lane] += staying;
                due[sooner].0[lane] += people.0[lane] - staying;
                self.latest[stay] = self.latest[stay].max(later);
            }
        }
    }
}
