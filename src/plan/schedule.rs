//! From columns to registers: the order of work in a block, with registers reused as soon as a column is done with.

use super::program::{Column, Op, Program};

/// A place in the memory of a block that holds one column at a time.
pub type Register = u32;

/// One piece of work on a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Work {
    /// Compute a column; the operands in `op` are named by register, not by column.
    Compute { into: Register, op: Op },
    /// Summarise the result of this number, which lies in the register.
    Result { number: u32, register: Register },
}

/// The whole work on a block: `before` the flow, the flow, and `after` it.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    pub registers: u32,
    /// Filled once; never written again.
    pub constants: Vec<(Register, f64)>,
    /// Registers that the sampler fills, by number of input; `None` for inputs that nothing reads.
    pub inputs: Vec<Option<Register>>,
    pub before: Vec<Work>,
    /// Registers that the flow fills, by number of tally.
    pub tallies: Vec<Option<Register>>,
    pub after: Vec<Work>,
    /// Register of each column that the flow or a check reads.
    held: Vec<Option<Register>>,
}

impl Schedule {
    /// Orders the columns of `program`. `held` columns (those that the flow and the checks read) keep their registers
    /// until the flow is done; `results` are summarised as soon as they exist.
    pub fn new(program: &Program, inputs: usize, tallies: usize, held: &[Column], results: &[Column]) -> Schedule {
        let needed = needed_columns(program, held, results);
        let mut later = vec![false; program.count()];
        for (column, op) in program.columns() {
            later[index(column)] = matches!(op, Op::Tally(_)) || op.reads().any(|read| later[index(read)]);
        }
        let order = program.columns().map(|(column, _)| column).filter(|column| needed[index(*column)]);
        let (before, after): (Vec<Column>, Vec<Column>) = order.partition(|column| !later[index(*column)]);
        // What is written from outside has its register before any work begins: constants and inputs before the first
        // phase, tallies before the second.
        let from_outside =
            |column: &Column| matches!(program.op(*column), Op::Constant(_) | Op::Input(_) | Op::Tally(_));
        let (given, before): (Vec<Column>, Vec<Column>) = before.into_iter().partition(from_outside);
        let (counted, after): (Vec<Column>, Vec<Column>) = after.into_iter().partition(from_outside);

        let mut scheduler = Scheduler::new(program, inputs, tallies, held, results, &before, &after);
        let mut work_before: Vec<Work> = given.iter().flat_map(|column| scheduler.place(NEVER, *column)).collect();
        work_before.extend(before.iter().enumerate().flat_map(|(at, column)| scheduler.place(at + 1, *column)));
        let moment_of_flow = before.len() + 1;
        scheduler.schedule.held = scheduler.register_of.clone();
        // The flow writes tallies while it still reads what is held.
        let mut work_after: Vec<Work> = counted.iter().flat_map(|column| scheduler.place(NEVER, *column)).collect();
        for column in given.iter().chain(&before) {
            scheduler.release_after(moment_of_flow, *column);
        }
        let rest = after.iter().enumerate();
        work_after.extend(rest.flat_map(|(at, column)| scheduler.place(moment_of_flow + 1 + at, *column)));
        Schedule { before: work_before, after: work_after, registers: scheduler.used, ..scheduler.schedule }
    }

    /// The register in which a held column lies while the flow runs.
    pub fn register(&self, column: Column) -> Register {
        self.held[column.0 as usize].expect("held columns were named when the schedule was made")
    }
}

fn needed_columns(program: &Program, held: &[Column], results: &[Column]) -> Vec<bool> {
    let mut needed = vec![false; program.count()];
    for column in held.iter().chain(results) {
        needed[column.0 as usize] = true;
    }
    for index in (0..program.count()).rev() {
        if needed[index] {
            for read in program.op(Column(index as u32)).reads() {
                needed[read.0 as usize] = true;
            }
        }
    }
    needed
}

fn rename(op: Op, to: impl Fn(Column) -> Column) -> Op {
    match op {
        Op::Constant(_) | Op::Input(_) | Op::Tally(_) => op,
        Op::Add(a, b) => Op::Add(to(a), to(b)),
        Op::Subtract(a, b) => Op::Subtract(to(a), to(b)),
        Op::Multiply(a, b) => Op::Multiply(to(a), to(b)),
        Op::Divide(a, b) => Op::Divide(to(a), to(b)),
        Op::DivideOrZero(a, b) => Op::DivideOrZero(to(a), to(b)),
        Op::Smaller(a, b) => Op::Smaller(to(a), to(b)),
        Op::Larger(a, b) => Op::Larger(to(a), to(b)),
        Op::Exponential(a) => Op::Exponential(to(a)),
        Op::Logarithm(a) => Op::Logarithm(to(a)),
        Op::NormalBelow(a) => Op::NormalBelow(to(a)),
        Op::Ceiling(a) => Op::Ceiling(to(a)),
        Op::Power(a, power) => Op::Power(to(a), power),
        Op::Cap(a, b, counter) => Op::Cap(to(a), to(b), counter),
    }
}

/// The moment at which nothing happens: before all work.
const NEVER: usize = 0;

/// Places columns one by one.
struct Scheduler<'a> {
    program: &'a Program,
    schedule: Schedule,
    /// The moment after which nothing reads a column; `NEVER` if nothing ever does.
    last_read: Vec<usize>,
    results_of: Vec<Vec<u32>>,
    register_of: Vec<Option<Register>>,
    free: Vec<Register>,
    used: u32,
}

impl<'a> Scheduler<'a> {
    fn new(
        program: &'a Program,
        inputs: usize,
        tallies: usize,
        held: &[Column],
        results: &[Column],
        before: &[Column],
        after: &[Column],
    ) -> Scheduler<'a> {
        let count = program.count();
        let mut last_read = vec![NEVER; count];
        let moment_of_flow = before.len() + 1;
        let first = before.iter().enumerate().map(|(at, column)| (at + 1, column));
        let second = after.iter().enumerate().map(|(at, column)| (moment_of_flow + 1 + at, column));
        let moments = first.chain(second);
        for (moment, column) in moments {
            for read in program.op(*column).reads() {
                last_read[index(read)] = moment;
            }
        }
        for column in held {
            last_read[index(*column)] = last_read[index(*column)].max(moment_of_flow);
        }
        let mut results_of = vec![vec![]; count];
        for (number, column) in results.iter().enumerate() {
            results_of[index(*column)].push(number as u32);
        }
        let schedule = Schedule { inputs: vec![None; inputs], tallies: vec![None; tallies], ..Schedule::default() };
        Scheduler { program, schedule, last_read, results_of, register_of: vec![None; count], free: vec![], used: 0 }
    }

    fn place(&mut self, moment: usize, column: Column) -> Vec<Work> {
        let op = self.program.op(column);
        let into = self.free.pop().unwrap_or_else(|| {
            self.used += 1;
            self.used - 1
        });
        self.register_of[index(column)] = Some(into);
        let mut work = vec![];
        match op {
            Op::Constant(bits) => self.schedule.constants.push((into, f64::from_bits(bits))),
            Op::Input(number) => self.schedule.inputs[number as usize] = Some(into),
            Op::Tally(number) => self.schedule.tallies[number as usize] = Some(into),
            _ => work.push(Work::Compute { into, op: rename(op, |read| Column(self.register(read))) }),
        }
        work.extend(
            self.results_of[index(column)].iter().map(|number| Work::Result { number: *number, register: into }),
        );
        for read in op.reads() {
            self.release_after(moment, read);
        }
        if moment != NEVER && self.last_read[index(column)] == NEVER {
            self.release_after(NEVER, column);
        }
        work
    }

    fn register(&self, column: Column) -> Register {
        self.register_of[index(column)].expect("a column is computed before it is read")
    }

    /// Frees the register of a column that nothing reads after this moment. Constants are written once for all blocks
    /// and keep theirs.
    fn release_after(&mut self, moment: usize, column: Column) {
        let stays = matches!(self.program.op(column), Op::Constant(_));
        if !stays && self.last_read[index(column)] == moment {
            self.free.extend(self.register_of[index(column)].take());
        }
    }
}

fn index(column: Column) -> usize {
    column.0 as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_are_reused_and_no_work_overwrites_what_it_reads() {
        let mut program = Program::default();
        let (a, b) = (program.input(0), program.input(1));
        let mut total = program.add(a, b);
        for _ in 0..50 {
            let term = program.multiply(total, b);
            total = program.add(term, a);
        }
        let schedule = Schedule::new(&program, 2, 0, &[], &[total]);
        assert!(schedule.registers <= 5, "{} registers", schedule.registers);
        for work in &schedule.before {
            if let Work::Compute { into, op } = work {
                assert!(op.reads().all(|read| read.0 != *into));
            }
        }
        assert_eq!(schedule.before.iter().filter(|work| matches!(work, Work::Result { .. })).count(), 1);
    }

    #[test]
    fn what_the_flow_reads_stays_until_the_flow_has_read_it() {
        let mut program = Program::default();
        let input = program.input(0);
        let shares: Vec<Column> = (1..20)
            .map(|n| {
                let factor = program.constant(f64::from(n));
                program.multiply(input, factor)
            })
            .collect();
        let tally = program.tally(0);
        let cost = program.multiply(tally, shares[3]);
        let schedule = Schedule::new(&program, 1, 1, &shares, &[cost]);
        let mut registers: Vec<Register> = shares.iter().map(|share| schedule.register(*share)).collect();
        registers.sort_unstable();
        registers.dedup();
        assert_eq!(registers.len(), shares.len());
        assert!(matches!(schedule.after[0], Work::Compute { .. }));
        assert!(!registers.contains(&schedule.tallies[0].expect("the cost reads the tally")));
    }
}
