//! Questions put to a plan beside the run itself.

mod curvature;
mod held;

pub use curvature::{Bend, bends};
pub use held::{Held, Holding, held};
