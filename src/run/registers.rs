//! The memory of a block: columns of draws.

/// Draws in a block. No number depends on it.
pub const BLOCK: usize = 128;

/// One column of a block.
pub type ColumnOfBlock = [f64; BLOCK];

/// Columns by register.
///
/// Each in a box of its own, so that a column can be exchanged without being copied.
#[expect(clippy::vec_box, reason = "columns are exchanged by their boxes")]
pub struct Registers(Vec<Box<ColumnOfBlock>>);

impl Registers {
    /// Columns of zeros.
    pub fn new(count: usize) -> Registers {
        Registers((0..count).map(|_| Box::new([0.0; BLOCK])).collect())
    }

    /// A column to read.
    #[inline(always)]
    pub fn column(&self, register: u32) -> &ColumnOfBlock {
        &self.0[register as usize]
    }

    /// A column to write.
    #[inline(always)]
    pub fn column_mut(&mut self, register: u32) -> &mut ColumnOfBlock {
        &mut self.0[register as usize]
    }

    /// Exchanges a column with `spare`, so that it can be written while others are read.
    #[inline(always)]
    pub fn swap(&mut self, register: u32, spare: &mut Box<ColumnOfBlock>) {
        std::mem::swap(&mut self.0[register as usize], spare);
    }
}
