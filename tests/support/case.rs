//! Small trees of files, each in one text.

use std::collections::BTreeMap;

/// The files of a case, by the marker lines `-- path --`.
pub fn files(case: &str) -> BTreeMap<String, String> {
    let (mut files, mut last) = (BTreeMap::new(), String::new());
    for line in case.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(path) => {
                last = path.to_owned();
                files.insert(last.clone(), String::new());
            }
            None => {
                if let Some(text) = files.get_mut(&last) {
                    text.push_str(line);
                }
            }
        }
    }
    files
}
