//! Fair shares of what several causes do together: Shapley values, and how far two of them overlap.
//!
//! A game is the worth of every set of players: savings of every set of reforms, a result under every mixture of contested
//! values. Sets are numbers whose bit i says whether player i is in: 0 is nobody, 2ⁿ − 1 everybody. Every worth is a column
//! of draws, and everything here is computed draw by draw.

/// The most players a game has: 1,024 sets.
pub const MOST_PLAYERS: usize = 10;

/// The worth of every set of players, in every draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    players: usize,
    /// By set: one number for each draw.
    worth: Vec<Vec<f64>>,
}

/// A set that is the first player alone, the second alone, both and so on: bit i stands for player i.
pub type Set = usize;

impl Game {
    /// A game from the worth of all 2ⁿ sets in the order of their numbers, each with one number for each draw.
    ///
    /// `None` unless there are 2ⁿ columns of one length, for n from 1 to [`MOST_PLAYERS`].
    pub fn new(worth: Vec<Vec<f64>>) -> Option<Game> {
        let players = worth.len().checked_ilog2()? as usize;
        let is_game = worth.len() == 1 << players && (1..=MOST_PLAYERS).contains(&players);
        let draws = worth[0].len();
        (is_game && worth.iter().all(|column| column.len() == draws)).then_some(Game { players, worth })
    }

    /// How many players there are.
    pub fn players(&self) -> usize {
        self.players
    }

    /// The set of all players.
    pub fn everybody(&self) -> Set {
        self.worth.len() - 1
    }

    /// The worth of a set, in every draw.
    pub fn worth(&self, set: Set) -> &[f64] {
        &self.worth[set]
    }

    /// What all players together are worth above nobody, in every draw: what the shares of any kind sum to.
    pub fn total(&self) -> Vec<f64> {
        self.difference(self.everybody(), 0)
    }

    /// What `player` adds to the players in `before`, in every draw; `player` is not one of them.
    pub fn contribution(&self, player: usize, before: Set) -> Vec<f64> {
        self.difference(before | 1 << player, before)
    }

    /// What each player adds when they come in this order; each player stands in it once. Entry k is the player `order[k]`.
    pub fn in_order(&self, order: &[usize]) -> Vec<Vec<f64>> {
        let mut before = 0;
        let mut added = vec![];
        for player in order {
            added.push(self.contribution(*player, before));
            before |= 1 << player;
        }
        added
    }

    /// The Shapley value of every player in every draw: the mean of what it adds over all orders in which players can come.
    ///
    /// The values of a draw sum to its total but for rounding. Equation 66 of `docs/uncertainty.md`: Shapley (1953).
    pub fn shares(&self) -> Vec<Vec<f64>> {
        (0..self.players).map(|player| self.interaction(1 << player)).collect()
    }

    /// The interaction index of a set of players in every draw: by how much the players do more together than the sum of
    /// what they do in smaller groups, a mean over who else may be there; below 0 they overlap.
    ///
    /// Of one player it is the Shapley value; of two with nobody else in the game, [`Self::second_difference`].
    /// Equation 68 of `docs/uncertainty.md`: Grabisch and Roubens (1999).
    pub fn interaction(&self, set: Set) -> Vec<f64> {
        let others = self.players - set.count_ones() as usize;
        let weights = weights(others);
        let mut index = vec![0.0; self.worth[0].len()];
        for before in (0..self.worth.len()).filter(|before| before & set == 0) {
            let weight = weights[before.count_ones() as usize];
            // Σ over parts of the set of ± the worth of who is there before with them, by pairs that differ in one player.
            let first = 1 << set.trailing_zeros();
            for part in subsets(set & !first) {
                let missing = (set & !first & !part).count_ones();
                let signed = if missing.is_multiple_of(2) { weight } else { -weight };
                let (with, without) = (&self.worth[before | part | first], &self.worth[before | part]);
                for ((sum, with), without) in index.iter_mut().zip(with).zip(without) {
                    *sum += signed * (with - without);
                }
            }
        }
        index
    }

    /// By how much two players do more together than the sum of what each does alone, in every draw, with nobody else
    /// there: v(ab) − v(a) − v(b) + v(∅). Below 0 they overlap. Equation 67 of `docs/uncertainty.md`.
    pub fn second_difference(&self, a: usize, b: usize) -> Vec<f64> {
        let (a, b) = (1 << a, 1 << b);
        let (together, alone) = (self.difference(a | b, a), self.difference(b, 0));
        together.iter().zip(alone).map(|(together, alone)| together - alone).collect()
    }

    fn difference(&self, of: Set, to: Set) -> Vec<f64> {
        self.worth[of].iter().zip(&self.worth[to]).map(|(of, to)| of - to).collect()
    }
}

/// s! (m − s)! / (m + 1)! for s from 0 to m: how often, among all orders of m players and one block, exactly these s come
/// before the block.
fn weights(others: usize) -> Vec<f64> {
    // Reciprocals of (m + 1) × binomial(m, s), which are whole numbers.
    let mut choices = 1;
    let mut weights = vec![];
    for size in 0..=others {
        weights.push(1.0 / ((others + 1) * choices) as f64);
        choices = choices * (others - size) / (size + 1);
    }
    weights
}

/// The players of a set, the first one first.
pub fn members(set: Set) -> impl Iterator<Item = usize> {
    (0..Set::BITS as usize).filter(move |player| set >> player & 1 == 1)
}

/// All parts of a set, the empty one first, in the order of their numbers.
pub fn subsets(set: Set) -> impl Iterator<Item = Set> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let part = next?;
        // The next larger number among those made of the set's bits.
        next = (part != set).then_some((part.wrapping_sub(set)) & set);
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A game of one draw.
    fn game(worth: &[f64]) -> Game {
        Game::new(worth.iter().map(|worth| vec![*worth]).collect()).unwrap()
    }

    fn first(columns: &[Vec<f64>]) -> Vec<f64> {
        columns.iter().map(|column| column[0]).collect()
    }

    fn assert_near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12 * expected.abs().max(1.0), "{found} is not {expected}");
        }
    }

    /// Worths without a pattern, the same on every machine.
    fn rough(players: usize, draws: usize) -> Game {
        let number = |seed: usize| ((seed * 2_654_435_761 + 12_345) % 100_003) as f64 / 7.0 - 5_000.0;
        Game::new((0..1 << players).map(|set| (0..draws).map(|draw| number(set * 31 + draw * 977)).collect()).collect())
            .unwrap()
    }

    #[test]
    fn players_who_do_nothing_to_each_other_get_what_they_bring() {
        // v(S) is 100 and the sum of 3, 5 and 7 for who is in S.
        let sum = |set: usize| [3.0, 5.0, 7.0].iter().enumerate().map(|(i, w)| w * (set >> i & 1) as f64).sum::<f64>();
        let additive = game(&(0..8).map(|set| 100.0 + sum(set)).collect::<Vec<f64>>());
        assert_near(&first(&additive.shares()), &[3.0, 5.0, 7.0]);
        assert_near(&first(&additive.in_order(&[2, 0, 1])), &[7.0, 3.0, 5.0]);
        assert_eq!(additive.total(), [15.0]);
        for pair in [0b011, 0b101, 0b110, 0b111] {
            assert_near(&additive.interaction(pair), &[0.0]);
        }
        assert_eq!(additive.second_difference(0, 2), [0.0]);
    }

    #[test]
    fn one_left_glove_is_worth_four_times_a_right_one_of_two() {
        // Player 0 has a left glove, 1 and 2 a right one each; a pair is worth 1. In 4 of 6 orders the left glove makes
        // the pair (all in which it is not first); each right glove in 1 of 6 (left, then it).
        let has_pair = |set: usize| if set & 1 == 1 && set > 1 { 1.0 } else { 0.0 };
        let gloves = game(&(0..8).map(has_pair).collect::<Vec<f64>>());
        assert_near(&first(&gloves.shares()), &[4.0 / 6.0, 1.0 / 6.0, 1.0 / 6.0]);
        // Left and right gain 1 with nobody else there and 0 when the other right is: ½ × 1 + ½ × 0. The two right gloves
        // gain 0 without the left and 1 − 1 − 1 + 0 = −1 with it.
        assert_near(&gloves.interaction(0b011), &[0.5]);
        assert_near(&gloves.interaction(0b110), &[-0.5]);
        assert_eq!(gloves.second_difference(0, 1), [1.0]);
        assert_eq!(gloves.second_difference(1, 2), [0.0]);
    }

    #[test]
    fn shares_are_the_means_over_all_orders() {
        // The sets by number: ∅, a, b, ab, c, ac, bc, abc.
        let found = game(&[10.0, 16.0, 22.0, 25.0, 8.0, 20.0, 30.0, 37.0]);
        // What each adds in the orders abc, acb, bac, bca, cab, cba:
        let a = [6.0, 6.0, 3.0, 7.0, 12.0, 7.0];
        let b = [9.0, 17.0, 12.0, 12.0, 17.0, 22.0];
        let c = [12.0, 4.0, 12.0, 8.0, -2.0, -2.0];
        let mean = |added: [f64; 6]| added.iter().sum::<f64>() / 6.0;
        assert_near(&first(&found.shares()), &[mean(a), mean(b), mean(c)]);
        assert_near(&first(&found.in_order(&[0, 1, 2])), &[a[0], b[0], c[0]]);
        assert_near(&first(&found.in_order(&[2, 1, 0])), &[c[5], b[5], a[5]]);
        // 25 − 16 − 22 + 10 = −3 without c, 37 − 20 − 30 + 8 = −5 with it.
        assert_near(&found.interaction(0b011), &[(-3.0 - 5.0) / 2.0]);
        assert_eq!(found.second_difference(0, 1), [-3.0]);
        // The third difference: −5 − (−3).
        assert_near(&found.interaction(0b111), &[-2.0]);
        assert_eq!(found.contribution(2, 0b011), [12.0]);
    }

    #[test]
    fn shares_of_every_draw_sum_to_its_total() {
        for players in 1..=MOST_PLAYERS {
            let game = rough(players, 5);
            let order: Vec<usize> = (0..players).rev().collect();
            for shares in [game.shares(), game.in_order(&order)] {
                for (draw, total) in game.total().iter().enumerate() {
                    let sum: f64 = shares.iter().map(|column| column[draw]).sum();
                    assert!((sum - total).abs() < 1e-9 * 20_000.0, "{players} players: {sum} is not {total}");
                }
            }
        }
    }

    #[test]
    fn a_pair_gains_what_a_players_share_gains_when_the_other_is_there() {
        // Grabisch and Roubens: the index of {a, b} is the Shapley value of a in the game with b always there, less its
        // value in the game without b.
        let whole = rough(4, 3);
        let (a, b) = (1, 3);
        let part = |with: usize| {
            let sets = (0..16).filter(|set| set & 1 << b == 0);
            Game::new(sets.map(|set| whole.worth(set | with).to_vec()).collect()).unwrap()
        };
        let (with, without) = (part(1 << b).interaction(1 << a), part(0).interaction(1 << a));
        let gained: Vec<f64> = with.iter().zip(without).map(|(with, without)| with - without).collect();
        assert_near(&whole.interaction(1 << a | 1 << b), &gained);
    }

    #[test]
    fn weights_count_orders() {
        // Of the 24 orders of 3 others and one player: 6 with nobody before, 2 with one certain other, and so on.
        assert_near(&weights(3), &[6.0 / 24.0, 2.0 / 24.0, 2.0 / 24.0, 6.0 / 24.0]);
        assert_eq!(weights(0), [1.0]);
    }

    #[test]
    fn members_of_a_set_are_its_bits() {
        assert_eq!(members(0b1010).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(members(0).count(), 0);
    }

    #[test]
    fn parts_of_a_set_are_all_there_once() {
        assert_eq!(subsets(0b1010).collect::<Vec<_>>(), [0, 0b10, 0b1000, 0b1010]);
        assert_eq!(subsets(0).collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn what_is_no_game_is_refused() {
        assert!(Game::new(vec![]).is_none());
        assert!(Game::new(vec![vec![1.0]]).is_none(), "nobody plays");
        assert!(Game::new(vec![vec![1.0]; 3]).is_none());
        assert!(Game::new(vec![vec![1.0], vec![1.0, 2.0]]).is_none());
        assert!(Game::new(vec![vec![1.0]; 1 << 11]).is_none());
    }
}
