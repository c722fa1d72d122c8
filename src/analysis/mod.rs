//! Questions put to a plan beside the run itself.

mod curvature;

pub use curvature::{Bend, bends};
