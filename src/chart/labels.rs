//! Keeping labels apart.

/// A label that wants to stand around `centre` and reaches `half` to both sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wish {
    pub centre: f64,
    pub half: f64,
}

/// Centres of the labels, in the order given, as near to their wishes (least squares) as they can be without overlap
/// between `low` and `high`.
///
/// Labels keep the order of their wishes. Where there is no room for all they run over `high`: callers make room first.
pub(super) fn apart(wishes: &[Wish], low: f64, high: f64) -> Vec<f64> {
    struct Cluster {
        start: f64,
        length: f64,
        wanted: f64,
        members: Vec<usize>,
    }
    let place = |wanted: f64, count: usize, length: f64| (wanted / count as f64).min(high - length).max(low);
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].centre.total_cmp(&wishes[*b].centre));
    let mut clusters: Vec<Cluster> = Vec::new();
    for index in order {
        let wish = wishes[index];
        let wanted = wish.centre - wish.half;
        let length = 2.0 * wish.half;
        let mut cluster = Cluster { start: place(wanted, 1, length), length, wanted, members: vec![index] };
        while let Some(before) = clusters.pop_if(|before| before.start + before.length > cluster.start) {
            let members = cluster.members.len() as f64;
            let wanted = before.wanted + cluster.wanted - members * before.length;
            let length = before.length + cluster.length;
            let members: Vec<usize> = before.members.into_iter().chain(cluster.members).collect();
            cluster = Cluster { start: place(wanted, members.len(), length), length, wanted, members };
        }
        clusters.push(cluster);
    }
    let mut centres = vec![0.0; wishes.len()];
    for cluster in clusters {
        let mut edge = cluster.start;
        for index in cluster.members {
            centres[index] = edge + wishes[index].half;
            edge += 2.0 * wishes[index].half;
        }
    }
    centres
}

/// Rows for labels that hang over a bar on leaders, each starting at its leader and reaching to the right.
///
/// `labels` are (place of the leader, width), sorted by place. Row 0 is nearest to the bar; a label's leader runs down
/// through the rows under it. No label covers another or the leader of another, if leaders are in rising order.
pub(super) fn rows(labels: &[(f64, f64)]) -> Vec<usize> {
    let mut rows = vec![0; labels.len()];
    for index in (0..labels.len()).rev() {
        let (start, width) = labels[index];
        let reached = |later: &usize| labels[*later].0 <= start + width;
        rows[index] = (index + 1..labels.len()).filter(reached).map(|later| rows[later] + 1).max().unwrap_or(0);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_with_room_stay_where_they_want_to_be() {
        let wishes = [Wish { centre: 10.0, half: 4.0 }, Wish { centre: 30.0, half: 5.0 }];
        assert_eq!(apart(&wishes, 0.0, 100.0), [10.0, 30.0]);
    }

    #[test]
    fn two_labels_at_one_place_move_by_the_same_distance() {
        let wishes = [Wish { centre: 50.0, half: 5.0 }, Wish { centre: 50.0, half: 5.0 }];
        assert_eq!(apart(&wishes, 0.0, 100.0), [45.0, 55.0]);
    }

    #[test]
    fn labels_at_the_edge_are_pushed_inside() {
        let wishes = [Wish { centre: 99.0, half: 5.0 }, Wish { centre: 98.0, half: 5.0 }];
        assert_eq!(apart(&wishes, 0.0, 100.0), [95.0, 85.0]);
    }

    #[test]
    fn a_label_climbs_over_what_it_would_cover() {
        // the first reaches over both leaders, the second over the third only
        assert_eq!(rows(&[(0.0, 50.0), (10.0, 25.0), (30.0, 40.0)]), [2, 1, 0]);
        assert_eq!(rows(&[(0.0, 5.0), (10.0, 5.0), (30.0, 40.0)]), [0, 0, 0]);
    }

    proptest! {
        #[test]
        fn labels_never_overlap_and_stay_inside(wishes in prop::collection::vec((0.0..500.0f64, 1.0..15.0f64), 0..16)) {
            let wishes: Vec<Wish> = wishes.into_iter().map(|(centre, half)| Wish { centre, half }).collect();
            let centres = apart(&wishes, 0.0, 500.0);
            for a in 0..wishes.len() {
                prop_assert!(centres[a] - wishes[a].half > -1e-6 && centres[a] + wishes[a].half < 500.0 + 1e-6);
                for b in 0..a {
                    prop_assert!((centres[a] - centres[b]).abs() > wishes[a].half + wishes[b].half - 1e-6);
                }
            }
        }

        #[test]
        fn hanging_labels_cover_neither_labels_nor_leaders(
            mut labels in prop::collection::vec((0.0..500.0f64, 1.0..200.0f64), 0..14)
        ) {
            labels.sort_by(|a, b| a.0.total_cmp(&b.0));
            labels.dedup_by(|a, b| a.0 == b.0);
            let rows = rows(&labels);
            for a in 0..labels.len() {
                for b in 0..labels.len() {
                    let inside = labels[b].0 > labels[a].0 && labels[b].0 <= labels[a].0 + labels[a].1;
                    prop_assert!(!inside || rows[b] < rows[a]);
                }
            }
        }
    }
}
