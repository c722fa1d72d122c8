//! The grammar as JSON Schema (draft 4), for editors that complete and check TOML.

use super::{FORMAT, Key, Kind, Names, SCENARIO_FILE, Standard, Table, in_words, law, library, parameter};
use serde_json::{Map, Value, json};

/// The JSON Schema of scenario and library files. Only features of draft 4 are used.
///
/// Both kinds of file share one schema, so that an editor points at the key that is wrong and not at the whole file.
/// Every table is a definition; a table that may be incomplete is the same definition with ` (part)` behind its name.
pub fn schema() -> Value {
    let keys = SCENARIO_FILE.keys.iter().chain(library::LIBRARY_FILE.keys);
    let mut schema = of_file("scenario", keys);
    schema["required"] = json!(["format"]);
    schema["anyOf"] = json!([{ "required": ["scenario"] }, { "required": ["library", "policy"] }]);
    schema
}

/// The JSON Schema of law files.
pub fn law_schema() -> Value {
    let mut schema = of_file("law file", law::LAW_FILE.keys.iter());
    let needed = law::LAW_FILE.keys.iter().filter(|key| key.needed).map(|key| key.name);
    schema["required"] = needed.collect();
    // Rows may have what they need from `[default]`.
    for name in ["table", "offence", "repeat", "alternative"] {
        if let Some(definition) = schema["definitions"][name].as_object_mut() {
            definition.remove("required");
        }
    }
    schema
}

fn of_file(what: &str, keys: impl Iterator<Item = &'static Key>) -> Value {
    let mut definitions = Map::new();
    let mut properties = Map::new();
    for key in keys {
        if !properties.contains_key(key.name) {
            properties.insert(key.name.to_owned(), property(key, false, &mut definitions));
        }
    }
    definitions.sort_keys();
    json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": format!("crimcost {what}, format {FORMAT}"),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "definitions": definitions,
    })
}

fn reference(table: &'static Table, is_partial: bool, definitions: &mut Map<String, Value>) -> Value {
    let name = if is_partial { format!("{} (part)", table.name) } else { table.name.to_owned() };
    let name = name.replace(' ', "_").replace(['(', ')'], "");
    let link = json!({ "$ref": format!("#/definitions/{name}") });
    if definitions.contains_key(&name) {
        return link;
    }
    definitions.insert(name.clone(), Value::Null);
    let mut properties = Map::new();
    for key in table.keys {
        properties.insert(key.name.to_owned(), property(key, is_partial, definitions));
    }
    let mut definition = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let needed: Vec<&str> = table.keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let has_defaults = ["parameter", "cost", "outcome"].contains(&table.name);
    if !is_partial && !has_defaults && !needed.is_empty() {
        definition["required"] = json!(needed);
    }
    definitions.insert(name, definition);
    link
}

fn property(key: &'static Key, is_partial: bool, definitions: &mut Map<String, Value>) -> Value {
    let about = format!("{}\n\n{}", key.about, key.example);
    let shape = if key.name == "next" {
        let shares = shape(&key.kind, is_partial, definitions);
        json!({ "anyOf": [{ "type": "string" }, shares] })
    } else {
        shape(&key.kind, is_partial, definitions)
    };
    let mut property = match shape {
        Value::Object(object) if !object.contains_key("$ref") => object,
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    property.insert("description".to_owned(), json!(about));
    Value::Object(property)
}

fn shape(kind: &'static Kind, is_partial: bool, definitions: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Text => json!({ "anyOf": [
            { "type": "string" },
            { "type": "object", "additionalProperties": { "type": "string" } },
        ] }),
        Kind::Words(_) => json!({ "type": "string" }),
        Kind::OneOf(words) => json!({ "enum": words }),
        Kind::Standard(Standard::Country | Standard::Currency) => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Kind::Integer(low, high) => {
            let mut shape = json!({ "type": "integer", "minimum": low });
            if *high != i64::MAX {
                shape["maximum"] = json!(high);
            }
            shape
        }
        Kind::Number(low, high) => {
            let mut shape = json!({ "type": "number" });
            if low.is_finite() {
                shape["minimum"] = json!(low);
            }
            if high.is_finite() {
                shape["maximum"] = json!(high);
            }
            shape
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Date => json!({ "type": "string", "description": in_words(kind) }),
        Kind::List(item) => json!({ "type": "array", "items": shape(item, is_partial, definitions) }),
        Kind::Pair => json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 }),
        Kind::Table(table) => reference(table, is_partial, definitions),
        Kind::Map(names, inner) => {
            let inner = shape(inner, is_partial, definitions);
            match pattern(*names) {
                Some(pattern) => {
                    json!({ "type": "object", "patternProperties": { pattern: inner }, "additionalProperties": false })
                }
                None => json!({ "type": "object", "additionalProperties": inner }),
            }
        }
        Kind::Partial(inner) => shape(inner, true, definitions),
        Kind::Either(kinds) => {
            let is_parameter = std::ptr::eq(kind, &raw const parameter::PARAMETER_FORMS);
            let mut shapes: Vec<Value> = kinds.iter().map(|kind| shape(kind, is_partial, definitions)).collect();
            if is_parameter {
                shapes[0] = json!({ "type": "string", "description": "VALUE UNIT | GRADE: SOURCE | WHAT IT IS" });
            }
            json!({ "anyOf": shapes })
        }
    }
}

fn pattern(names: Names) -> Option<&'static str> {
    match names {
        Names::Name => Some("^[A-Za-z][A-Za-z0-9_]*$"),
        Names::Policy => Some("^[A-Za-z][A-Za-z0-9_]*( *[+] *[A-Za-z][A-Za-z0-9_]*)*$"),
        Names::Country | Names::Currency => Some("^[A-Z]{3}$"),
        Names::Year => Some("^[0-9]{1,4}$"),
        Names::Free | Names::Quantile | Names::Language => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_of_the_schema_leads_to_a_definition() {
        fn walk(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(object) => {
                    if let Some(Value::String(link)) = object.get("$ref") {
                        found.push(link.trim_start_matches("#/definitions/").to_owned());
                    }
                    object.values().for_each(|value| walk(value, found));
                }
                Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
                _ => {}
            }
        }
        let schema = schema();
        let mut links = vec![];
        walk(&schema, &mut links);
        assert!(links.len() > 20);
        for link in links {
            assert!(schema["definitions"][&link].is_object(), "{link}");
        }
    }

    #[test]
    fn law_files_have_a_schema_in_which_defaults_may_fill_rows() {
        let schema = law_schema();
        assert_eq!(schema["required"], json!(["format", "law", "regime"]));
        assert_eq!(schema["definitions"]["law"]["required"], json!(["country"]));
        assert!(schema["definitions"]["table"]["properties"]["closed"].is_object());
        assert_eq!(schema["definitions"]["table"]["required"], Value::Null);
        assert_eq!(schema["definitions"]["offence"]["required"], Value::Null);
    }

    #[test]
    fn the_schema_knows_what_is_needed_and_what_is_not_in_an_overlay() {
        let schema = schema();
        let needed = |name: &str| schema["definitions"][name]["required"].clone();
        assert_eq!(needed("payer"), json!(["level"]));
        assert_eq!(needed("payer_part"), Value::Null);
        assert_eq!(needed("host"), json!(["scenario"]));
    }
}
