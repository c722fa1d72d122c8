//! Decimal commas and points.

/// What the number in a cell says about the decimal sign of its table.
pub(super) enum Sign {
    Comma,
    Point,
    /// One comma before three digits.
    CommaOrThousands,
    /// One point before three digits.
    PointOrThousands,
    None,
}

/// Blanks that mark thousands.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Signs that numbers are written with.
pub(super) fn is_number_sign(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '+' | '−') || is_blank(letter)
}

/// What the number at the beginning of a cell says about its decimal sign.
pub(super) fn decimal_sign(text: &str) -> Sign {
    let end = text.find(|c: char| !is_number_sign(c)).unwrap_or(text.len());
    let number = text[..end].trim_end();
    let is_alone = text[number.len()..].chars().next().is_none_or(|next| is_blank(next) || next == '%');
    let digits: Vec<&str> = number.trim_start_matches(['-', '+', '−']).split([',', '.']).collect();
    let all_digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || is_blank(c));
    if !is_alone || !digits.iter().all(all_digits) {
        return Sign::None;
    }
    let commas = number.matches(',').count();
    let points = number.matches('.').count();
    let groups_of_three = |parts: &[&str]| parts.iter().all(|part| part.len() == 3);
    let is_open = groups_of_three(&digits[1..]) && digits[0].len() <= 3 && digits[0] != "0";
    let between = digits.len().saturating_sub(1).max(1);
    match (commas, points) {
        (0, 0) => Sign::None,
        (1, 0) if is_open => Sign::CommaOrThousands,
        (0, 1) if is_open => Sign::PointOrThousands,
        (1, 0) => Sign::Comma,
        (0, 1) => Sign::Point,
        (_, 0) if is_open => Sign::Point,
        (0, _) if is_open => Sign::Comma,
        (1, _) if number.rfind(',') > number.rfind('.') && groups_of_three(&digits[1..between]) => Sign::Comma,
        (_, 1) if number.rfind('.') > number.rfind(',') && groups_of_three(&digits[1..between]) => Sign::Point,
        _ => Sign::None,
    }
}
