//! The name that was probably meant (hclsyntax, `didyoumean.go`).

/// The first known name within two edits.
pub fn nearest<'n>(name: &str, mut known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    known.find(|known| distance(name, known) < 3)
}

/// How many characters one has to put in, leave out or replace.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.chars().enumerate() {
            let substitute = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = substitute.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
