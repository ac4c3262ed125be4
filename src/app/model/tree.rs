//! Paths as the tree that they are.

/// A directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Its own path, with `/` behind it; empty for the top.
    pub path: String,
    /// Directories in it, by name.
    pub directories: Vec<(String, Tree)>,
    /// Files in it: name and path.
    pub files: Vec<(String, String)>,
}

impl Tree {
    /// The tree of ordered paths.
    pub fn of<'a>(paths: impl IntoIterator<Item = &'a str>) -> Tree {
        let mut tree = Tree::default();
        for path in paths {
            tree.add(path, path);
        }
        tree
    }

    fn add(&mut self, rest: &str, path: &str) {
        match rest.split_once('/') {
            None => self.files.push((rest.to_owned(), path.to_owned())),
            Some((directory, rest)) => {
                let inner = format!("{}{directory}/", self.path);
                match self.directories.iter_mut().find(|(name, _)| name == directory) {
                    Some((_, tree)) => tree.add(rest, path),
                    None => {
                        let mut tree = Tree { path: inner, ..Tree::default() };
                        tree.add(rest, path);
                        self.directories.push((directory.to_owned(), tree));
                    }
                }
            }
        }
    }

    /// How many files are in it and below.
    pub fn len(&self) -> usize {
        self.files.len() + self.directories.iter().map(|(_, tree)| tree.len()).sum::<usize>()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_lies_in_its_directory() {
        let tree = Tree::of(["README.md", "a/b/c.tf", "a/b/d.tf", "a/e.tf"]);
        assert_eq!(tree.files, [("README.md".to_owned(), "README.md".to_owned())]);
        let [(name, a)] = tree.directories.as_slice() else { panic!("{tree:?}") };
        assert_eq!((name.as_str(), a.path.as_str(), a.len()), ("a", "a/", 3));
        assert_eq!(a.files, [("e.tf".to_owned(), "a/e.tf".to_owned())]);
        assert_eq!(a.directories[0].1.files[1], ("d.tf".to_owned(), "a/b/d.tf".to_owned()));
    }
}
