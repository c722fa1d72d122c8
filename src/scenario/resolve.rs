//! From a tree with policies to one complete tree for each policy.
//!
//! A policy's changes are those of the policies it extends, depth first, then its own; then the overlays of the run
//! (variant, table row, command line), which win over every policy; then its forks.

use super::divert::{self, Fork};
use super::nearest::did_you_mean;
use super::overlay::{Action, Change, KINDS, Overlay};
use crate::codes::Code;
use crate::text::{Node, Place, Problem, Problems};

/// One policy's complete tree: tables `parameter`, `stage`, `cost`, `outcome`, `payer`.
#[derive(Clone, Debug)]
pub struct Alternative {
    pub name: String,
    pub tree: Node,
    /// Where the policy is written; the baseline's name in `[scenario]` if it has no table.
    pub place: Place,
    /// The policy's own table, with its title and description.
    pub table: Option<Node>,
}

/// A change with the policy that wrote it.
#[derive(Clone, Debug)]
struct Owned {
    owner: String,
    change: Change,
}

/// Everything that one policy changes, those it extends included.
#[derive(Clone, Debug, Default)]
struct Flat {
    changes: Vec<Owned>,
    forks: Vec<Fork>,
    lineage: Vec<String>,
}

/// The names joined by `+` in the name of a combination; the name itself for others.
pub fn parts(name: &str) -> Vec<&str> {
    name.split('+').map(str::trim).collect()
}

/// The policies that a policy extends, directly or through others, each with where its own `extends` says so.
pub fn extended(tree: &Node, policy: &str) -> Vec<(String, Place)> {
    let mut found: Vec<(String, Place)> = vec![];
    let mut open: Vec<(String, Option<Place>)> = vec![(policy.to_owned(), None)];
    while let Some((name, through)) = open.pop() {
        let Some(extends) = tree.at(&["policy", &name, "extends"]) else { continue };
        for item in extends.as_list().unwrap_or(std::slice::from_ref(extends)) {
            for part in item.as_text().into_iter().flat_map(parts) {
                if part != policy && !found.iter().any(|(known, _)| known == part) {
                    let place = through.unwrap_or(item.place);
                    found.push((part.to_owned(), place));
                    open.push((part.to_owned(), Some(place)));
                }
            }
        }
    }
    found
}

/// The baseline first, then the policies in the order of the file, then the combinations asked for.
///
/// `tree` is the whole scenario with `overlays` applied; they are laid again over each policy, so that they win.
pub fn alternatives(
    tree: &Node,
    overlays: &[Overlay],
    combinations: &[(String, Place)],
    problems: &mut Problems,
) -> Vec<Alternative> {
    let no_policies = Node::empty_table(tree.place);
    let policies = tree.get("policy").unwrap_or(&no_policies);
    let base = base_tree(tree);
    let baseline = tree.at(&["scenario", "baseline"]);
    let baseline_name = baseline.and_then(Node::as_text).unwrap_or("baseline").to_owned();
    let circles = vec![];
    let mut resolver = Resolver { policies, base: &base, baseline: &baseline_name, circles, problems };

    let table = policies.get(&baseline_name).cloned();
    if let Some(table) = &table {
        resolver.refuse_changing_baseline(&baseline_name, table);
    }
    let place = table.as_ref().map(|table| table.key).or(baseline.map(|node| node.place)).unwrap_or(tree.place);
    let mut found = vec![Alternative { name: baseline_name.clone(), tree: base.clone(), place, table }];

    let mut wanted: Vec<(String, Place, Option<Node>)> = policies
        .as_table()
        .into_iter()
        .flatten()
        .filter(|(name, _)| **name != baseline_name)
        .map(|(name, node)| (name.clone(), node.key, Some(node.clone())))
        .collect();
    for (name, place) in combinations {
        let mut own = parts(name);
        own.sort_unstable();
        let known = wanted.iter().any(|(other, ..)| {
            let mut others = parts(other);
            others.sort_unstable();
            others == own
        });
        let name = resolver.in_file_order(name);
        if !known && name.contains('+') && !wanted.iter().any(|(other, ..)| *other == name) {
            wanted.push((name, *place, None));
        }
    }
    for (name, place, table) in wanted {
        let Some(flat) = resolver.flatten(&name, place, &mut vec![]) else { continue };
        let tree = resolver.complete(&flat, overlays);
        found.push(Alternative { name, tree, place, table });
    }
    found
}

/// The tables that policies can change, as the baseline has them.
fn base_tree(tree: &Node) -> Node {
    let mut base = Node::empty_table(tree.place);
    if let Some(table) = base.as_table_mut() {
        for kind in KINDS {
            let node = tree.get(kind).cloned().unwrap_or_else(|| Node::empty_table(tree.place));
            table.insert(kind.to_owned(), node);
        }
    }
    base
}

struct Resolver<'a> {
    policies: &'a Node,
    base: &'a Node,
    baseline: &'a str,
    /// The circles that were reported, each in alphabetical order.
    circles: Vec<Vec<String>>,
    problems: &'a mut Problems,
}

impl Resolver<'_> {
    fn refuse_changing_baseline(&mut self, name: &str, table: &Node) {
        let other = table.as_table().into_iter().flatten().find(|(key, _)| !matches!(key.as_str(), "title" | "about"));
        if let Some((key, node)) = other {
            self.problems.report(
                Problem::new(
                    Code::KeysConflict,
                    node.key,
                    format!("policy.{name}: the baseline cannot change anything, but has `{key}`"),
                    "the baseline is what the scenario itself says",
                )
                .help("write the change into the tables of the scenario, or give the policy a name of its own"),
            );
        }
    }

    /// The name of a combination with its parts in the order of the file, since `a + b` is `b + a`.
    fn in_file_order(&self, name: &str) -> String {
        let mut own = parts(name);
        own.sort_by_key(|part| self.policies.as_table().and_then(|table| table.get_index_of(*part)));
        own.dedup();
        own.join("+")
    }

    fn flatten(&mut self, name: &str, asked: Place, path: &mut Vec<String>) -> Option<Flat> {
        if let Some(start) = path.iter().position(|other| other == name) {
            let mut circle = path[start..].to_vec();
            circle.sort_unstable();
            if self.circles.contains(&circle) {
                return None;
            }
            self.circles.push(circle);
            path.push(name.to_owned());
            self.problems.report(
                Problem::new(
                    Code::CircularExtends,
                    asked,
                    format!("policies extend each other: {}", path.join(" -> ")),
                    "this closes the circle",
                )
                .help("let one of them stand without `extends`"),
            );
            path.pop();
            return None;
        }
        if name == self.baseline {
            return Some(Flat::default());
        }
        let table = self.policies.get(name).cloned();
        let mut parents: Vec<(String, Place)> = vec![];
        if name.contains('+') {
            let ordered = self.in_file_order(name);
            parents.extend(parts(&ordered).into_iter().map(|part| (part.to_owned(), asked)));
            parents.extend(self.combinations_within(name).into_iter().map(|part| (part, asked)));
        } else if table.is_none() {
            let names = self.policies.as_table().into_iter().flatten().map(|(name, _)| name.as_str());
            self.problems.report(
                Problem::new(
                    Code::UnknownPolicy,
                    asked,
                    format!("no policy called `{name}`"),
                    "not a policy of this scenario",
                )
                .help(did_you_mean(name, names.chain([self.baseline]))),
            );
            return None;
        }
        if let Some(extends) = table.as_ref().and_then(|table| table.get("extends")) {
            let list = extends.as_list().unwrap_or(std::slice::from_ref(extends));
            parents.extend(list.iter().filter_map(|item| Some((item.as_text()?.to_owned(), item.place))));
        }
        path.push(name.to_owned());
        let mut inherited = vec![];
        for (parent, place) in parents {
            inherited.push((parent.clone(), self.flatten(&parent, place, path)?));
        }
        path.pop();

        let own = table.as_ref().map(|table| Overlay::from_table(format!("policy {name}"), table, &KINDS));
        let own_changes = own.map(|overlay| overlay.changes).unwrap_or_default();
        let place = table.as_ref().map_or(asked, |table| table.key);
        let mut flat = self.join(name, place, inherited, &own_changes);
        if let Some(table) = &table {
            flat.forks.extend(divert::read(name, table, self.base, self.problems));
        }
        flat.changes.extend(own_changes.into_iter().map(|change| Owned { owner: name.to_owned(), change }));
        flat.lineage.push(name.to_owned());
        Some(flat)
    }

    /// The combinations of the file that hold some of the policies of a larger one, fewest first: what
    /// `[policy."a+b"]` says of the two holds in `a+b+c` as well.
    fn combinations_within(&self, name: &str) -> Vec<String> {
        let own = parts(name);
        let names = self.policies.as_table().into_iter().flatten().map(|(other, _)| other);
        let within = |other: &&String| {
            let others = parts(other);
            others.len() > 1 && others.len() < own.len() && others.iter().all(|part| own.contains(part))
        };
        let mut found: Vec<String> = names.filter(within).cloned().collect();
        found.sort_by_key(|other| parts(other).len());
        found
    }

    /// Puts together what several policies change; the same key set to different values is reported, unless `own`
    /// or a combination of the two sets it anyway.
    fn join(&mut self, name: &str, place: Place, inherited: Vec<(String, Flat)>, own: &[Change]) -> Flat {
        let mut joined = Flat::default();
        // For each change the policy through which it came.
        let mut through: Vec<String> = vec![];
        let settlements: Vec<(String, Vec<Change>)> = inherited
            .iter()
            .filter(|(parent, _)| parent.contains('+'))
            .map(|(parent, flat)| {
                let changes = flat.changes.iter().filter(|item| item.owner == *parent);
                (parent.clone(), changes.map(|item| item.change.clone()).collect())
            })
            .collect();
        let holds = |whole: &str, part: &str| parts(part).iter().all(|part| parts(whole).contains(part));
        for (parent, flat) in inherited {
            for item in flat.changes {
                if joined.changes.iter().any(|other| other.owner == item.owner && other.change == item.change) {
                    continue;
                }
                let clash = joined.changes.iter().zip(&through).find(|(other, before)| {
                    let is_over = parent.contains('+') && holds(&parent, before);
                    other.owner != item.owner && !is_over && clashes(&other.change, &item.change)
                });
                if let Some((other, before)) = clash
                    && !own.iter().any(|change| covers(change, &item.change))
                    && !settlements.iter().any(|(settled, changes)| {
                        let settles = holds(settled, &parent) && changes.iter().any(|own| covers(own, &item.change));
                        // A combination that says of one of its parts what another says of the other.
                        let shares = parts(&parent).iter().any(|part| parts(settled).contains(part));
                        let same = |own: &Change| own.path == item.change.path && own.agrees_with(&item.change);
                        holds(settled, before) && (settles || shares && changes.iter().any(same))
                    })
                {
                    // In a larger combination it is enough to settle what the two say.
                    let settled_by = match name.contains('+') {
                        true => self.in_file_order(&format!("{before}+{parent}")),
                        false => name.to_owned(),
                    };
                    let key = item.change.path.join(".");
                    let (first, second) = (&other.owner, &item.owner);
                    self.problems.report(
                        Problem::new(
                            Code::PolicyClash,
                            item.change.place(),
                            format!("policies `{first}` and `{second}` set `{key}` to different values"),
                            format!("set by `{second}`"),
                        )
                        .also(other.change.place(), format!("set by `{first}`"))
                        .also(place, "combined here")
                        .help(settle(&settled_by, &item.change)),
                    );
                }
                joined.changes.push(item);
                through.push(parent.clone());
            }
            for fork in flat.forks {
                if !joined.forks.contains(&fork) {
                    joined.forks.push(fork);
                }
            }
            for ancestor in flat.lineage {
                if !joined.lineage.contains(&ancestor) {
                    joined.lineage.push(ancestor);
                }
            }
        }
        joined
    }

    fn complete(&mut self, flat: &Flat, overlays: &[Overlay]) -> Node {
        let mut tree = self.base.clone();
        for item in &flat.changes {
            let overlay = Overlay { label: String::new(), changes: vec![item.change.clone()] };
            overlay.apply(&mut tree, self.problems);
        }
        for change in overlays.iter().flat_map(|overlay| &overlay.changes) {
            let path = match change.path.as_slice() {
                [policy, name, rest @ ..] if policy == "policy" && flat.lineage.contains(name) => rest,
                path => path,
            };
            let in_kinds = path.first().is_some_and(|kind| KINDS.contains(&kind.as_str()));
            if !in_kinds || was_dropped(self.base, &tree, path) {
                continue;
            }
            Change { path: path.to_vec(), action: change.action.clone() }.apply(&mut tree);
        }
        for fork in &flat.forks {
            divert::put(fork, self.base, &mut tree, self.problems);
        }
        tree
    }
}

/// Whether the table at the head of `path` is in the baseline and no longer in the policy.
fn was_dropped(base: &Node, tree: &Node, path: &[String]) -> bool {
    match path {
        [kind, name, ..] => {
            base.get(kind).and_then(|node| node.get(name)).is_some()
                && tree.get(kind).and_then(|node| node.get(name)).is_none()
        }
        _ => false,
    }
}

fn clashes(a: &Change, b: &Change) -> bool {
    if a.path == b.path {
        return !a.agrees_with(b);
    }
    let drop_above = |drop: &Change, set: &Change| {
        matches!(drop.action, Action::Drop(_))
            && matches!(set.action, Action::Set(_))
            && set.path.starts_with(&drop.path)
    };
    drop_above(a, b) || drop_above(b, a)
}

fn covers(own: &Change, other: &Change) -> bool {
    !matches!(own.action, Action::Touch(_)) && other.path.starts_with(&own.path)
}

fn settle(name: &str, change: &Change) -> String {
    let table = if name.contains('+') { format!("\"{name}\"") } else { name.to_owned() };
    format!("say which holds: set `{}` under [policy.{table}]", change.path.join("."))
}
