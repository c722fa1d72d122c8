//! Questions put to a plan beside the run itself.

mod curvature;
mod held;
mod limits;
mod parameters;

pub use curvature::{Bend, bends};
pub use held::{Held, Holding, held};
pub use limits::{Extras, study_of_limits};
pub use parameters::{Drawn, Summary, joint, summaries};
