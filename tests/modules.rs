//! Modules use only what the table of `docs/architecture.md` lets them use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands between backticks.
fn names(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// For each module the modules that the table lets it use: its own, those it names, or all in rows above.
fn allowed() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let table = page.lines().skip_while(|line| !line.starts_with("| module |")).skip(2);
    let mut above: BTreeSet<String> = BTreeSet::new();
    let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in table.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        // A name in brackets is a part of the module before it.
        let own = names(cells[1].split('(').next().unwrap());
        let mut uses: BTreeSet<String> = own.iter().map(|name| name.to_string()).collect();
        for name in cells[3].split(',').map(str::trim) {
            match name {
                "nothing" | "each other" => {}
                "all above" => uses.extend(above.iter().cloned()),
                name => {
                    let name = name.split("::").next().unwrap();
                    assert!(above.contains(name), "{}: `{name}` stands in no row above", cells[1]);
                    uses.insert(name.to_owned());
                }
            }
        }
        for name in own {
            above.insert(name.to_owned());
            allowed.entry(name.to_owned()).or_default().extend(uses.clone());
        }
    }
    allowed
}

fn rust_files(place: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            rust_files(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            found.push(entry);
        }
    }
}

/// The modules that a file names outside its tests and comments.
fn used(text: &str) -> BTreeSet<&str> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let after = lines.flat_map(|line| line.split("crate::").skip(1));
    after.map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap()).collect()
}

#[test]
fn no_module_uses_what_stands_below_it() {
    let allowed = allowed();
    let source = root().join("src");
    let mut files = vec![];
    rust_files(&source, &mut files);
    let mut wrong = vec![];
    for file in files {
        let path = file.strip_prefix(&source).unwrap();
        let module = path.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let stem = file.file_stem().unwrap().to_str().unwrap();
        if module == "lib" || stem.ends_with("tests") || stem == "testing" {
            continue;
        }
        let uses = allowed.get(module).unwrap_or_else(|| panic!("docs/architecture.md has no module `{module}`"));
        let text = fs::read_to_string(&file).unwrap();
        for name in used(&text).into_iter().filter(|name| !name.is_empty() && !uses.contains(*name)) {
            wrong.push(format!("{} uses {name}", path.display()));
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_file_uses_is_read_without_its_tests() {
    let text = "use crate::plan::Plan;\n// crate::run\nfn f() { crate::text::g() }\n#[cfg(test)]\nmod tests {\n use crate::cli;\n}";
    assert_eq!(used(text), BTreeSet::from(["plan", "text"]));
}
