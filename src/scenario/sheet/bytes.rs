//! The bytes of a table, no more of them than a table may have.

use super::MOST_BYTES;
use super::numbers::MOST_BYTES_OF_DRAWS;
use std::fs::File;
use std::io::{Read, Result};
use std::path::Path;

/// The bytes of a file; of one that is larger than the limit, or never ends, one byte more than the limit allows.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    up_to(path, MOST_BYTES)
}

/// The same with the limit of tables of draws.
pub fn bytes_of_draws(path: &Path) -> Result<Vec<u8>> {
    up_to(path, MOST_BYTES_OF_DRAWS)
}

fn up_to(path: &Path, most: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::codes::Code;
    use crate::scenario::sheet;
    use crate::text::{Files, Problems};

    #[test]
    fn a_file_that_never_ends_is_too_large() {
        let bytes = bytes(Path::new("/dev/zero")).unwrap();
        assert_eq!(bytes.len(), MOST_BYTES + 1);
        let mut problems = Problems::default();
        assert_eq!(sheet::read(&bytes, "zero", &mut Files::default(), &mut problems), None);
        assert_eq!(problems.sorted().iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::TooLarge]);
    }
}
