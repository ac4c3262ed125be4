//! Favourites: designs that were given a name, as the browser keeps them.
//!
//! Invariant: what is kept is links, read only when they are opened. So a favourite of another version of Landform, or one that
//! cannot be read any more, stays what it is until somebody removes it.

use serde::{Deserialize, Serialize};

/// A design with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Favourite {
    /// As it was named.
    pub name: String,
    /// Its link, without `#`.
    pub link: String,
}

/// All favourites, the last that was kept first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Favourites(Vec<Favourite>);

impl Favourites {
    /// Reads what was kept; none when that is no list of favourites.
    pub fn read(text: &str) -> Option<Favourites> {
        serde_json::from_str(text).ok()
    }

    /// As it is kept.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// All, the last that was kept first.
    pub fn all(&self) -> &[Favourite] {
        &self.0
    }

    /// Keeps a link under a name; one that stands there already gets a number behind it. Gives the name.
    pub fn keep(&mut self, name: &str, link: String) -> String {
        let name = match name.trim() {
            "" => "Design",
            name => name,
        };
        let taken = |name: &str| self.0.iter().any(|other| other.name == name);
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default();
        self.0.insert(0, Favourite { name: free.clone(), link });
        free
    }

    /// Removes a favourite.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|favourite| favourite.name != name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_of_its_own_and_comes_back_as_it_was() {
        let mut favourites = Favourites::default();
        let names: Vec<String> =
            ["lean", " lean ", "", "lean"].into_iter().map(|name| favourites.keep(name, "v1.x".to_owned())).collect();
        assert_eq!(names, ["lean", "lean (2)", "Design", "lean (3)"]);
        assert_eq!(Favourites::read(&favourites.to_json()), Some(favourites.clone()));
        favourites.remove("lean (2)");
        let names: Vec<&str> = favourites.all().iter().map(|favourite| favourite.name.as_str()).collect();
        assert_eq!(names, ["lean (3)", "Design", "lean"]);
    }

    #[test]
    fn what_is_no_list_is_not_taken_for_an_empty_one() {
        for torn in ["", "{", "null", "{\"a\":1}", "[{\"name\":1}]"] {
            assert_eq!(Favourites::read(torn), None, "{torn}");
        }
        assert_eq!(Favourites::read("[]"), Some(Favourites::default()));
    }
}
