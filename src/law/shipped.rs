//! The laws that come with the program.

macro_rules! files {
    ($($name:literal,)*) => {
        /// The texts of the law files under `scenarios/laws`, each with its name without `.toml`.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../scenarios/laws/", $name, ".toml"))),)*];
    };
}

files! {
    "albania",
    "armenia",
    "austria",
    "azerbaijan",
    "belarus",
    "bulgaria",
    "croatia",
    "czechia",
    "estonia",
    "georgia",
    "germany",
    "hungary",
    "kazakhstan",
    "kyrgyzstan",
    "latvia",
    "lithuania",
    "moldova",
    "montenegro",
    "north-macedonia",
    "poland",
    "portugal",
    "romania",
    "russia",
    "slovakia",
    "slovenia",
    "spain",
    "tajikistan",
    "ukraine",
}
