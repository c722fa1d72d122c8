//! Stages: places and events on people's way, and how they come in and go out.

use super::{Formula, Operand, Text};

/// One stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    pub name: String,
    pub title: Text,
    pub about: Text,
    pub role: Option<Role>,
    pub count: Option<Count>,
    /// People who are here at the start, age 0. In an event stage they pass in the first cycle and count as entries.
    pub initial: Option<Operand>,
    /// How long people stay; a parameter of time, perhaps a spread.
    pub stay: Option<Operand>,
    /// Shares that leave while present, each with the window of its parameter. `Rest` only if all leave after a cycle.
    pub each: Vec<Exit>,
    /// Where people go when they pass (events) or when the stay is over. Shares add up to 1.
    pub next: Vec<Branch>,
    /// How many people there is room for.
    pub capacity: Option<Capacity>,
}

impl Stage {
    /// Whether people pass through at once.
    pub fn is_event(&self) -> bool {
        self.stay.is_none() && self.each.is_empty() && !self.next.is_empty()
    }

    /// Whether people stay for good.
    pub fn is_end(&self) -> bool {
        self.stay.is_none() && self.each.is_empty() && self.next.is_empty()
    }
}

/// Room for so many people, and where the others go.
#[derive(Clone, Debug, PartialEq)]
pub struct Capacity {
    /// People who can be present where people wait (person), people who can pass per time in an event (person/day); of
    /// all groups together.
    pub room: Operand,
    /// The stage to which people go in the same cycle when there is no room.
    pub when_full: String,
}

/// What a stage is for a policy from another country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Contact,
    Caught,
    Case,
    Court,
    Sanction,
    Custody,
    AtRisk,
    Closed,
}

/// How the people of a stage are counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Count {
    /// New people per time.
    Arrivals(Operand),
    /// Everybody per time in the baseline, returns included; the engine solves for the new people.
    Entries(Operand),
    /// The new people of the baseline's stage of this name: set by a fork that was put before it.
    NewPeopleOf(String),
}

/// A share that leaves while present.
#[derive(Clone, Debug, PartialEq)]
pub struct Exit {
    pub to: String,
    pub share: Share,
    /// The window of the share in days; absent for `Rest` and for paths over time since entry, whose step is their
    /// window.
    pub window: Option<f64>,
}

/// One way out.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    pub to: String,
    pub share: Share,
}

/// How many take a way out.
#[derive(Clone, Debug, PartialEq)]
pub enum Share {
    /// A pure number.
    Of(Formula),
    /// All that the others leave.
    Rest,
}
