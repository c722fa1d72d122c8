//! Countries: ISO 3166 codes and usual English names.

/// A country of ISO 3166, or Kosovo under its user-assigned code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// Three letters.
    pub alpha3: &'static str,
    /// Two letters.
    pub alpha2: &'static str,
    pub name: &'static str,
}

/// Lines of `GEO GE Georgia`, by code.
const COUNTRIES: &str = include_str!("countries.txt");

/// Other names in use.
const ALSO: [(&str, &str); 9] = [
    ("CZE", "Czech Republic"),
    ("RUS", "Russian Federation"),
    ("MDA", "Republic of Moldova"),
    ("KGZ", "Kyrgyz Republic"),
    ("MKD", "Macedonia"),
    ("BIH", "Bosnia"),
    ("TUR", "Turkey"),
    ("GBR", "UK"),
    ("USA", "United States of America"),
];

/// All countries, by code.
pub fn all() -> impl Iterator<Item = Country> {
    COUNTRIES.lines().filter_map(|line| {
        let mut parts = line.splitn(3, ' ');
        Some(Country { alpha3: parts.next()?, alpha2: parts.next()?, name: parts.next()? })
    })
}

/// The country with this code of two or three letters, or of this name, in any case.
///
/// ```
/// # use crimcost::law::country;
/// assert_eq!(country::find("kg").map(|found| found.alpha3), Some("KGZ"));
/// assert_eq!(country::find("Czech Republic").map(|found| found.name), Some("Czechia"));
/// ```
pub fn find(word: &str) -> Option<Country> {
    let word = word.trim().replace(['-', '_'], " ");
    let same = |name: &str| name.replace('-', " ").eq_ignore_ascii_case(&word);
    let also = ALSO.iter().find(|(_, name)| same(name)).map(|(code, _)| *code);
    all().find(|country| {
        same(country.alpha3) || same(country.alpha2) || same(country.name) || also == Some(country.alpha3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_two_codes_and_a_name_each() {
        assert_eq!(all().count(), COUNTRIES.lines().count());
        let mut codes: Vec<&str> = all().flat_map(|country| [country.alpha3, country.alpha2]).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert!(ALSO.iter().all(|(code, _)| all().any(|country| country.alpha3 == *code)));
    }

    #[test]
    fn a_country_is_found_by_code_and_by_name_in_any_case() {
        for word in ["LTU", "lt", "Lithuania", " lithuania "] {
            assert_eq!(find(word).map(|found| found.alpha3), Some("LTU"), "{word}");
        }
        assert_eq!(find("bosnia-and-herzegovina").map(|found| found.alpha3), Some("BIH"));
        assert_eq!(find("Atlantis"), None);
    }
}
