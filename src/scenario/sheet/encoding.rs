//! The encoding of a table: UTF-8 or UTF-16, with or without a mark, or the tables of Windows for Cyrillic and Baltic
//! letters.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1257};

/// The text, with the encoding added to `stated`; or why it is not a text.
pub(super) fn decode(bytes: &[u8], stated: &mut Vec<String>) -> Result<String, String> {
    let (encoding, marked) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, true),
        None => (unmarked(bytes)?, false),
    };
    let (text, is_broken) = encoding.decode_with_bom_removal(bytes);
    if is_broken {
        return Err(format!("it says that it is {}, but is not", encoding.name()));
    }
    if let Some(at) = text.find('\0') {
        return Err(format!("it has a byte 0x00, {at} bytes from the start"));
    }
    let mark = if marked { ", with a byte order mark" } else { "" };
    stated.push(format!("encoding: {}{mark}", encoding.name()));
    Ok(text.into_owned())
}

/// The encoding of a text without a mark.
fn unmarked(bytes: &[u8]) -> Result<&'static Encoding, String> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("it is a spreadsheet or another packed file".to_owned());
    }
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = bytes.len() / 2;
    if half > 0 && zeros(1) * 2 > half && zeros(0) * 10 < half {
        return Ok(UTF_16LE);
    }
    if half > 0 && zeros(0) * 2 > half && zeros(1) * 10 < half {
        return Ok(UTF_16BE);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(UTF_8);
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(format!("it has a byte 0x00, {at} bytes from the start"));
    }
    // In a Russian or Georgian table most letters above 0x7f follow one another; in a Baltic one they stand alone
    // among Latin letters.
    let is_high = |byte: &u8| *byte >= 0xc0;
    let high = bytes.iter().filter(|byte| is_high(byte)).count();
    let paired = bytes.windows(2).filter(|pair| is_high(&pair[0]) && is_high(&pair[1])).count();
    Ok(if paired * 2 >= high && high > 0 { WINDOWS_1251 } else { WINDOWS_1257 })
}
