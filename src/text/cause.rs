//! Why the system refused a file, in words.

use std::io::{Error, ErrorKind};

/// The cause of an error in a few words, without numbers and paths of the system's own.
pub fn cause(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "it is not permitted".to_owned(),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "a file is where a directory should be".to_owned(),
        ErrorKind::StorageFull => "no space is left on the disk".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        ErrorKind::InvalidFilename => "the name is too long or not a name for a file".to_owned(),
        ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_have_no_numbers_of_the_system() {
        // 28 is ENOSPC and 5 is EIO on every Unix.
        for (number, words) in [(28, "space"), (5, "")] {
            let text = cause(&Error::from_raw_os_error(number));
            assert!(text.contains(words) && !text.contains("os error"), "{text}");
        }
        assert_eq!(cause(&Error::other("the drawing is empty")), "the drawing is empty");
    }
}
