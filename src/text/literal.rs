//! Where the letters of a text value stand.

use super::{Files, Node, Place};

/// The place of the letters of a text, without its quotes, when it is written without escapes: byte `n` of the text
/// then stands at `start + n`. Otherwise the place of the whole value, which is longer than the text.
pub fn inside(node: &Node, files: &Files) -> Place {
    let Some(text) = node.as_text() else { return node.place };
    let written = files.slice(node.place);
    for quotes in [3, 1, 0] {
        let has_room = written.len() == text.len() + 2 * quotes;
        if has_room && written.get(quotes..quotes + text.len()) == Some(text) {
            return node.place.within(quotes, text.len());
        }
    }
    node.place
}
