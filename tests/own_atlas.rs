//! An atlas of one's own: begun from an example, or made from features that carry dates.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::{failure, fixture, stdout};

fn state(folder: &Path, on: &str) -> Vec<(String, String)> {
    let data = folder.to_str().unwrap();
    let text = stdout(&["state", "--data", data, "--date", on, "--format", "json"]);
    let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    let of = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.iter().map(|row| (of(row, "territory"), of(row, "holder"))).collect()
}

#[test]
fn an_example_opens_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    let named = own.to_str().unwrap();
    stdout(&["new", named]);
    let told = stdout(&["check", named]);
    assert!(told.contains("no problems") && told.contains("2 territories"), "{told}");
    assert!(told.contains("3 changes"), "{told}");
    let comments = fs::read_to_string(own.join("history/territories.toml")).unwrap();
    assert!(comments.lines().any(|line| line.starts_with('#')), "nothing is explained");
    let picture = folder.path().join("own.png");
    stdout(&["export", picture.to_str().unwrap(), "--data", named, "--size", "320x240"]);
    assert!(fs::read(picture).unwrap().starts_with(b"\x89PNG"));
    // What is there already stays.
    fs::write(own.join("history/territories.toml"), "# mine").unwrap();
    let (code, said) = failure(&["new", named]);
    assert_eq!(code, 1);
    assert!(said.contains("not empty"), "{said}");
    assert_eq!(fs::read_to_string(own.join("history/territories.toml")).unwrap(), "# mine");
}

fn import(to: &Path) -> String {
    let file = fixture("dated.geojson");
    let args = ["--start", "start", "--end", "end", "--name", "name", "--holder", "holder"];
    let all = ["import", file.to_str().unwrap()].into_iter().chain(args);
    stdout(&all.chain([to.to_str().unwrap()]).collect::<Vec<_>>())
}

#[test]
fn features_with_dates_become_an_atlas() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    let said = import(&own);
    assert!(said.contains("3 territories from 5 features"), "{said}");
    assert!(stdout(&["check", own.to_str().unwrap()]).contains("no problems"));
    let holders = |date| state(&own, date);
    let pair = |territory: &str, holder: &str| (territory.to_owned(), holder.to_owned());
    // On both sides of a day, a year and the end of a feature; across the 180th meridian.
    assert!(holders("1849-12-31").contains(&pair("west", "red")));
    assert!(!holders("1850-02-28").contains(&pair("west", "red")));
    assert!(holders("1850-03-01").contains(&pair("west", "blue")));
    assert!(!holders("1819-12-31").contains(&pair("east", "blue")));
    assert!(holders("1820-01-01").contains(&pair("east", "blue")));
    let picture = folder.path().join("own.svg");
    let args = ["export", picture.to_str().unwrap(), "--data", own.to_str().unwrap()];
    stdout(&args);
    let text = fs::read_to_string(picture).unwrap();
    assert!(["west", "east", "old"].iter().all(|id| text.contains(&format!("land-{id}"))));
}

#[test]
fn what_an_import_cannot_read_is_kept_in_its_report() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    import(&own);
    let report = fs::read_to_string(own.join("import-report.txt")).unwrap();
    assert!(report.contains("feature 5") && report.contains("'soon'"), "{report}");
    assert!(report.contains("feature 4") && report.contains("-50"), "{report}");
    for (text, said) in [("{", "GeoJSON"), ("{\"type\":\"FeatureCollection\",\"features\":[]}", "")]
    {
        let file = folder.path().join("bad.geojson");
        fs::write(&file, text).unwrap();
        let to = folder.path().join("bad");
        let (file, to) = (file.to_str().unwrap(), to.to_str().unwrap());
        let (code, told) = failure(&["import", file, "--start", "a", "--end", "b", to]);
        assert_eq!(code, 1, "{told}");
        assert!(told.contains(said), "{told}");
        assert!(!Path::new(to).join("history").exists(), "something half made is there");
    }
}
