//! `capacity` and `when_full`: how many people there is room for, and where the others go.

use super::Reader;
use crate::codes::Code;
use crate::model::{Capacity, Operand};
use crate::scenario::nearest::did_you_mean;
use crate::scenario::read::keys::{at, inside};
use crate::text::Node;
use crate::unit::Dimensions;

impl Reader<'_, '_, '_> {
    /// The capacity of a stage; both keys or none.
    pub(super) fn capacity(&mut self) -> Option<Capacity> {
        let room = self.room();
        let when_full = self.when_full();
        let path = &self.table.path;
        let problem = match (self.table.get("capacity"), self.table.get("when_full")) {
            (None, None) => return None,
            (Some(_), Some(_)) => return Some(Capacity { room: room?, when_full: when_full? }),
            (Some(capacity), None) => {
                let message = "there is room for so many people, but where do the others go?";
                at(Code::CapacityKeys, capacity.key, path, message, "needs `when_full`")
                    .help("name the stage to which they go:  when_full = \"waiting_list\"")
            }
            (None, Some(full)) => {
                let message = "it says where people go when it is full, but when is it full?";
                at(Code::CapacityKeys, full.key, path, message, "needs `capacity`")
                    .help("say how many there is room for:  capacity = \"places\"")
            }
        };
        self.problems.report(problem);
        None
    }

    /// People where people wait, people per time where they pass.
    fn room(&mut self) -> Option<Operand> {
        let person = Dimensions::of("person", 1);
        let has = |key: &str| self.table.get(key).is_some();
        if has("next") && !has("stay") && !has("each") {
            let rate = person.over(&Dimensions::of("day", 1)).unwrap_or_default();
            return self.operand("capacity", &rate, "people per time (person/year)");
        }
        self.operand("capacity", &person, "people (person)")
    }

    fn when_full(&mut self) -> Option<String> {
        let node = self.table.get("when_full")?;
        let name = node.as_text()?;
        if !self.names.contains(&name) {
            self.refuse(node, Code::UnknownStage, format!("no stage called `{name}`"), "does not exist", {
                did_you_mean(name, self.names.iter().copied())
            });
            return None;
        }
        if self.table.path.strip_prefix("stage.") == Some(name) {
            self.refuse(
                node,
                Code::FullOfItself,
                "a stage that is full cannot take those for whom it has no room".to_owned(),
                "the stage itself",
                "let them go to a stage that holds them, such as a waiting list that brings them back in the next cycle"
                    .to_owned(),
            );
            return None;
        }
        Some(name.to_owned())
    }

    fn refuse(&mut self, node: &Node, code: Code, message: String, label: &str, help: String) {
        let path = format!("{}.when_full", self.table.path);
        self.problems.report(at(code, inside(node), &path, message, label).help(help));
    }
}
